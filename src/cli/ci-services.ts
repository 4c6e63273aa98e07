/** The CI services that `shelfready init --ci` writes files for. */

/** What is written for a service: a file under `integrations/`, its path in the user's repository, and what is left to do. */
type Service = {readonly source: string; readonly target: string; readonly next: string};

/** The services by name. */
export const services = {
	github: {
		source: 'github/workflow.yml',
		target: '.github/workflows/shelfready.yml',
		next: 'commit it; its last step needs code scanning, which private repositories may lack',
	},
	gitlab: {
		source: 'gitlab/shelfready.gitlab-ci.yml',
		target: '.gitlab/shelfready.gitlab-ci.yml',
		next: 'include it in .gitlab-ci.yml: include: [{local: .gitlab/shelfready.gitlab-ci.yml}]',
	},
	jenkins: {
		source: 'jenkins/Jenkinsfile',
		target: 'Jenkinsfile',
		next: 'commit it, and point a pipeline job at this repository; where you have a Jenkinsfile, take the stage and the post section over',
	},
	'pre-commit': {
		source: 'pre-commit/pre-commit-config.yaml',
		target: '.pre-commit-config.yaml',
		next: 'run pre-commit install; where you have such a file, take the hook over',
	},
} as const satisfies Readonly<Record<string, Service>>;

/** A service's name. */
export type ServiceName = keyof typeof services;

/** The names, for `--ci`. */
export const serviceNames = Object.keys(services) as readonly ServiceName[];
