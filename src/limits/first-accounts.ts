/** Programs that make their first account when they are started, with the password of a variable. Gathered 2026-11-26 from their makers' documentation. */

/** One such program. */
export type FirstAccount = {
	readonly variable: string;
	/** What its command line says. */
	readonly program: RegExp;
	/** Whose password it is. */
	readonly of: string;
	readonly source: string;
};

export const firstAccounts: readonly FirstAccount[] = [
	{
		variable: 'DJANGO_SUPERUSER_PASSWORD',
		program: /\bcreatesuperuser\b/,
		of: 'the superuser of Django',
		source: 'https://docs.djangoproject.com/en/stable/ref/django-admin/#createsuperuser',
	},
	{
		variable: 'GF_SECURITY_ADMIN_PASSWORD',
		program: /^grafana(?:-server)?\b/,
		of: 'Grafana',
		source: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#admin_password',
	},
	{
		variable: 'MINIO_ROOT_PASSWORD',
		program: /^minio\b.*\bserver\b/,
		of: 'MinIO',
		source: 'https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html',
	},
	{variable: 'KC_BOOTSTRAP_ADMIN_PASSWORD', program: /^kc\.sh start\b/, of: 'Keycloak', source: 'https://www.keycloak.org/server/bootstrap-admin-recovery'},
	{variable: 'KEYCLOAK_ADMIN_PASSWORD', program: /^kc\.sh start\b/, of: 'Keycloak', source: 'https://www.keycloak.org/server/configuration'},
	{
		variable: 'PGADMIN_SETUP_PASSWORD',
		program: /\bsetup-web\.sh\b/,
		of: 'pgAdmin',
		source: 'https://www.pgadmin.org/docs/pgadmin4/latest/server_deployment.html',
	},
];
