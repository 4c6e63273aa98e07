/**
 * Issuers of OpenID Connect tokens that serve every customer under one name, and the claims that say whose a token is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html and the issuers' own documents (November 2026)
 */
export type Issuer = {
	readonly host: string;
	/** Claims, as they stand behind the colon of a condition key. */
	readonly claims: RegExp;
	/** Whether the claim names an organization or repository, so that one that is written out is the seller's. */
	readonly namesTenant: boolean;
};

const ofSubject = /^sub$/;

export const sharedIssuers: readonly Issuer[] = [
	{
		host: 'token.actions.githubusercontent.com',
		claims: /^(?:sub|repository|repository_id|repository_owner|repository_owner_id|enterprise_id|job_workflow_ref)$/,
		namesTenant: true,
	},
	{host: 'vstoken.actions.githubusercontent.com', claims: ofSubject, namesTenant: true},
	{host: 'gitlab.com', claims: /^(?:sub|namespace_path|namespace_id|project_path|project_id)$/, namesTenant: true},
	{host: 'agent.buildkite.com', claims: /^(?:sub|organization_slug|organization_id|pipeline_id|cluster_id)$/, namesTenant: true},
	{host: 'app.terraform.io', claims: ofSubject, namesTenant: true},
	{host: 'oidc.codefresh.io', claims: ofSubject, namesTenant: true},
	{host: 'api.pulumi.com/oidc', claims: /^(?:sub|aud)$/, namesTenant: true},
	{host: 'oidc.vercel.com', claims: /^(?:sub|aud)$/, namesTenant: true},
	{host: 'scalr.io', claims: ofSubject, namesTenant: true},
	{host: 'proidc.upbound.io', claims: ofSubject, namesTenant: true},
	{host: 'accounts.google.com', claims: /^(?:sub|aud|oaud)$/, namesTenant: false},
	{host: 'graph.facebook.com', claims: /^(?:id|app_id)$/, namesTenant: false},
	{host: 'www.amazon.com', claims: /^(?:user_id|app_id)$/, namesTenant: false},
];
