/**
 * Products that report home, and agents that hand data to whoever holds the account. Settings as their makers' documentation names them;
 * `source` is the maker's page, which was not read for each entry. Gathered 2026-11-26.
 */

/** A product whose usage reports are on unless they are switched off. */
export type TelemetryProduct = {
	readonly product: string;
	/** Units that run it, without `.service`; none where it reports when somebody works with it. */
	readonly units?: RegExp;
	/** Debian or Alpine packages whose presence counts where there is no unit. */
	readonly packages?: RegExp;
	/** Reports are on only where this says so; otherwise wherever the product runs. */
	readonly on?: {readonly files: RegExp; readonly setting: RegExp};
	/** Settings that switch them off. */
	readonly off: readonly {readonly files: RegExp; readonly setting: RegExp}[];
	/** A file whose presence switches them off. */
	readonly offFile?: string;
	/** Variables that switch them off, in the unit, `etc/environment` or `etc/profile.d`. */
	readonly offVariables?: readonly {readonly name: string; readonly value: RegExp}[];
	/** What to do, in words. */
	readonly how: string;
	readonly source: string;
};

export const telemetryProducts: readonly TelemetryProduct[] = [
	{
		product: 'Netdata',
		units: /^netdata$/,
		off: [],
		offFile: 'etc/netdata/.opt-out-from-anonymous-statistics',
		offVariables: [
			{name: 'DISABLE_TELEMETRY', value: /./},
			{name: 'DO_NOT_TRACK', value: /./},
		],
		how: 'create /etc/netdata/.opt-out-from-anonymous-statistics',
		source: 'https://learn.netdata.cloud/docs/netdata-agent/anonymous-telemetry-events',
	},
	{
		product: 'Grafana',
		units: /^grafana(?:-server)?$/,
		off: [{files: /^etc\/grafana\/grafana\.ini$/, setting: /^[ \t]{0,20}reporting_enabled[ \t]{0,20}=[ \t]{0,20}(false)/im}],
		offVariables: [{name: 'GF_ANALYTICS_REPORTING_ENABLED', value: /^false$/i}],
		how: 'set reporting_enabled = false under [analytics] in /etc/grafana/grafana.ini',
		source: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#analytics',
	},
	{
		product: 'Kibana',
		units: /^kibana$/,
		off: [{files: /^etc\/kibana\/kibana\.yml$/, setting: /^[ \t]{0,20}telemetry\.(?:optIn|enabled):[ \t]{0,20}["']?(false)/im}],
		how: 'set telemetry.optIn: false in /etc/kibana/kibana.yml',
		source: 'https://www.elastic.co/guide/en/kibana/current/telemetry-settings-kbn.html',
	},
	{
		product: 'InfluxDB',
		units: /^influxd(?:b2?)?$/,
		off: [
			{
				files: /^etc\/influxdb\/(?:influxdb\.conf|config\.(?:toml|ya?ml|json))$/,
				setting: /^[ \t]{0,20}"?reporting-disabled"?[ \t]{0,20}[:=][ \t]{0,20}(true)/im,
			},
			{files: /^etc\/default\/influxdb2?$/, setting: /^[ \t]{0,20}INFLUXD_REPORTING_DISABLED=["']?(true)/im},
		],
		offVariables: [{name: 'INFLUXD_REPORTING_DISABLED', value: /^true$/i}],
		how: 'set reporting-disabled to true in its configuration',
		source: 'https://docs.influxdata.com/influxdb/v2/reference/config-options/#reporting-disabled',
	},
	{
		product: 'GitLab',
		units: /^gitlab-runsvdir$/,
		off: [{files: /^etc\/gitlab\/gitlab\.rb$/, setting: /^[ \t]{0,20}gitlab_rails\[["']usage_ping_enabled["']\][ \t]{0,20}=[ \t]{0,20}(false)/m}],
		how: "set gitlab_rails['usage_ping_enabled'] = false in /etc/gitlab/gitlab.rb",
		source: 'https://docs.gitlab.com/administration/settings/usage_statistics/',
	},
	{
		product: 'SonarQube',
		units: /^sonar(?:qube)?$/,
		off: [{files: /^opt\/sonarqube[^/]*\/conf\/sonar\.properties$/, setting: /^[ \t]{0,20}sonar\.telemetry\.enable[ \t]{0,20}[=:][ \t]{0,20}(false)/im}],
		offVariables: [{name: 'SONAR_TELEMETRY_ENABLE', value: /^false$/i}],
		how: 'set sonar.telemetry.enable=false in conf/sonar.properties',
		source: 'https://docs.sonarsource.com/sonarqube-server/latest/server-installation/telemetry/',
	},
	{
		product: 'CockroachDB',
		units: /^cockroach(?:db)?$/,
		off: [],
		offVariables: [{name: 'COCKROACH_SKIP_ENABLING_DIAGNOSTIC_REPORTING', value: /^true$/i}],
		how: 'set COCKROACH_SKIP_ENABLING_DIAGNOSTIC_REPORTING=true in its unit',
		source: 'https://www.cockroachlabs.com/docs/stable/telemetry',
	},
	{
		product: 'n8n',
		units: /^n8n$/,
		off: [],
		offVariables: [{name: 'N8N_DIAGNOSTICS_ENABLED', value: /^false$/i}],
		how: 'set N8N_DIAGNOSTICS_ENABLED=false in its unit',
		source: 'https://docs.n8n.io/hosting/securing/telemetry-opt-out/',
	},
	{
		product: 'Metabase',
		units: /^metabase$/,
		off: [],
		offVariables: [{name: 'MB_ANON_TRACKING_ENABLED', value: /^false$/i}],
		how: 'set MB_ANON_TRACKING_ENABLED=false in its unit',
		source: 'https://www.metabase.com/docs/latest/configuring-metabase/environment-variables#mb_anon_tracking_enabled',
	},
	{
		product: "Debian's popularity contest",
		on: {files: /^etc\/popularity-contest\.conf$/, setting: /^[ \t]{0,20}PARTICIPATE=["']?(yes)/im},
		off: [],
		how: 'set PARTICIPATE="no" in /etc/popularity-contest.conf',
		source: 'https://popcon.debian.org/FAQ',
	},
	{
		product: "Ubuntu's error reports (whoopsie)",
		units: /^whoopsie$/,
		off: [{files: /^etc\/default\/whoopsie$/, setting: /^[ \t]{0,20}report_crashes=(false)/im}],
		how: 'disable whoopsie.service',
		source: 'https://wiki.ubuntu.com/ErrorTracker',
	},
	{
		product: 'the .NET SDK',
		packages: /^dotnet-sdk-[\d.]+$/,
		off: [],
		offVariables: [{name: 'DOTNET_CLI_TELEMETRY_OPTOUT', value: /^(?:1|true)$/i}],
		how: 'set DOTNET_CLI_TELEMETRY_OPTOUT=1 in /etc/environment',
		source: 'https://learn.microsoft.com/en-us/dotnet/core/tools/telemetry',
	},
	{
		product: 'PowerShell',
		packages: /^powershell(?:-lts|-preview)?$/,
		off: [],
		offVariables: [{name: 'POWERSHELL_TELEMETRY_OPTOUT', value: /^(?:1|true|yes)$/i}],
		how: 'set POWERSHELL_TELEMETRY_OPTOUT=1 in /etc/environment',
		source: 'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_telemetry',
	},
];

/** A program that hands logs, metrics or traces to the host or account that its configuration names. */
type DataForwarder = {
	readonly name: string;
	/** Units that run it, without `.service`. */
	readonly units: RegExp;
	readonly files: RegExp;
	/** The group `host` is where it sends to, the group `key` the key of an account. */
	readonly setting: RegExp;
	readonly source: string;
};

export const dataForwarders: readonly DataForwarder[] = [
	{
		name: 'rsyslog',
		units: /^rsyslog$/,
		files: /^etc\/rsyslog(?:\.conf|\.d\/[^/]+\.conf)$/,
		setting: /^(?![ \t]{0,20}#)[^\n#]{0,200}?(?:[ \t]@@?(?:\([^)\n]{0,40}\))?\[?(?<host>[A-Za-z0-9][\w.:-]{2,200})|[Tt]arget="(?<target>[^"\n]{1,200})")/m,
		source: 'https://www.rsyslog.com/doc/configuration/modules/omfwd.html',
	},
	{
		name: 'Datadog',
		units: /^datadog-agent$/,
		files: /^etc\/datadog-agent\/datadog\.yaml$/,
		setting: /^api_key:[ \t]{0,20}["']?(?<key>[0-9a-f]{32})\b/m,
		source: 'https://docs.datadoghq.com/agent/configuration/agent-configuration-files/',
	},
	{
		name: 'New Relic',
		units: /^newrelic-infra$/,
		files: /^etc\/newrelic-infra\.yml$/,
		setting: /^[ \t]{0,20}license_key:[ \t]{0,20}["']?(?<key>[0-9A-Za-z]{36,40})\b/m,
		source: 'https://docs.newrelic.com/docs/infrastructure/infrastructure-agent/configuration/infrastructure-agent-configuration-settings/',
	},
	{
		name: 'Filebeat',
		units: /^filebeat$/,
		files: /^etc\/filebeat\/filebeat\.yml$/,
		setting: /^[ \t]{0,20}(?:hosts:[ \t]{0,20}\[[ \t]{0,20}["'](?<host>[^"'\n]{1,200})|cloud\.id:[ \t]{0,20}["']?(?<target>[^\s"'#]{1,300}))/m,
		source: 'https://www.elastic.co/guide/en/beats/filebeat/current/configuring-output.html',
	},
	{
		name: 'Splunk forwarder',
		units: /^Splunk(?:d|Forwarder)$/i,
		files: /^opt\/splunkforwarder\/etc\/(?:[^/]+\/){1,4}outputs\.conf$/,
		setting: /^[ \t]{0,20}server[ \t]{0,20}=[ \t]{0,20}(?<host>[^\s,#]{1,200})/m,
		source: 'https://docs.splunk.com/Documentation/Forwarder/latest/Forwarder/Configureforwardingwithoutputs.conf',
	},
	{
		name: 'Fluent Bit',
		units: /^(?:fluent-bit|td-agent-bit)$/,
		files: /^etc\/(?:fluent-bit|td-agent-bit)\/[^/]+\.conf$/,
		setting: /^[ \t]{0,20}Host[ \t]{1,20}(?<host>[^\s#]{1,200})/im,
		source: 'https://docs.fluentbit.io/manual/pipeline/outputs',
	},
	{
		name: 'Promtail',
		units: /^promtail$/,
		files: /^etc\/promtail\/[^/]+\.ya?ml$/,
		setting: /^[ \t]{0,20}-?[ \t]{0,20}url:[ \t]{0,20}["']?(?<host>https?:\/\/[^\s"'#]{1,300})/m,
		source: 'https://grafana.com/docs/loki/latest/send-data/promtail/configuration/',
	},
	{
		name: 'Telegraf',
		units: /^telegraf$/,
		files: /^etc\/telegraf\/telegraf(?:\.conf|\.d\/[^/]+\.conf)$/,
		setting: /^[ \t]{0,20}urls[ \t]{0,20}=[ \t]{0,20}\[[ \t]{0,20}"(?<host>[^"\n]{1,300})"/m,
		source: 'https://docs.influxdata.com/telegraf/v1/configuration/',
	},
];
