/**
 * Programs by which somebody outside reaches an instance or steers it. Units, files and settings as their makers' documentation or public
 * installers name them; `source` is the maker's page, which was not read for each entry. Gathered 2026-11-26.
 */

/** Where an image binds an agent to a host, an account or a network: the group `host` says to which, the group `key` is a secret. */
export type Binding = {readonly files: RegExp; readonly setting: RegExp};

/** A program of remote access. */
export type RemoteAgent = {
	readonly name: string;
	readonly kind: 'tunnel' | 'screen' | 'network' | 'configuration';
	/** Units and init scripts that run it, without `.service`. */
	readonly units: RegExp;
	/** The last part of its program's path, and what its line says when it lets somebody in. */
	readonly program: RegExp;
	readonly line?: RegExp;
	/** The part of the line that binds it. */
	readonly bound?: RegExp;
	readonly bindings: readonly Binding[];
	/** Whether it lets nobody in before it is bound. */
	readonly idle: boolean;
	/** On Windows: its programs, in small letters without `.exe`, and its services where one runs under another program's name. */
	readonly windows?: {readonly program?: RegExp; readonly service?: RegExp; readonly bindings?: readonly Binding[]};
	readonly source: string;
};

/** Settings in a Windows' folders of programs, of data and of users. */
const windowsConfig = (name: string) => new RegExp(`^(?:Program(?: Files(?: \\(x86\\))?|Data)|Users|Tools|[^/]{1,40})/(?:[^/]+/){0,6}${name}$`, 'i');

/** A program that Windows alone knows, by the names of its programs. */
const onWindows = (name: string, kind: RemoteAgent['kind'], program: RegExp, source: string): RemoteAgent => ({
	name,
	kind,
	units: /^(?!)/,
	program,
	bindings: [],
	idle: false,
	source,
});

const windowsAgents: readonly RemoteAgent[] = [
	onWindows('LogMeIn', 'screen', /^(?:logmein|lmiguardiansvc|lmi_rescue(?:_srv)?)$/, 'https://support.logmein.com/'),
	onWindows('GoTo Resolve', 'screen', /^(?:gotoresolve\w{0,40}|g2comm|g2svc|gotoassist\w{0,40}|g2ax_service)$/, 'https://support.goto.com/resolve'),
	onWindows('Remote Utilities', 'screen', /^(?:rutserv|rfusclient)$/, 'https://www.remoteutilities.com/support/docs/'),
	onWindows('Radmin', 'screen', /^(?:rserver3|r_server)$/, 'https://helpdesk.famatech.com/'),
	onWindows('Supremo', 'screen', /^supremo(?:service|system)?$/, 'https://www.supremocontrol.com/'),
	onWindows('BeyondTrust Remote Support', 'screen', /^bomgar-\w{1,20}$/, 'https://docs.beyondtrust.com/rs'),
	onWindows('DameWare', 'screen', /^dwrcs$/, 'https://documentation.solarwinds.com/en/success_center/dameware/'),
	onWindows('NetSupport', 'screen', /^client32$/, 'https://www.netsupportmanager.com/'),
	onWindows('Zoho Assist', 'screen', /^(?:zohours|za_connect|zaservice|zohoursservice)$/, 'https://help.zoho.com/portal/en/kb/assist'),
	onWindows('RemotePC', 'screen', /^(?:remotepcservice|rpcsuite|remotepcperformance\w{0,20})$/, 'https://www.remotepc.com/'),
	onWindows('ISL Light', 'screen', /^(?:isllight\w{0,20}|islalwaysonmonitor)$/, 'https://help.islonline.com/'),
	onWindows('HopToDesk', 'screen', /^hoptodesk$/, 'https://www.hoptodesk.com/'),
	onWindows('ToDesk', 'screen', /^todesk(?:_service)?$/, 'https://www.todesk.com/'),
	onWindows('AeroAdmin', 'screen', /^aeroadmin$/, 'https://www.aeroadmin.com/'),
	onWindows('Atera', 'configuration', /^ateraagent$/, 'https://support.atera.com/'),
	onWindows('Action1', 'configuration', /^action1_agent$/, 'https://www.action1.com/documentation/'),
	onWindows('Kaseya VSA', 'configuration', /^agentmon$/, 'https://helpdesk.kaseya.com/'),
	onWindows('N-able', 'configuration', /^(?:winagent|basupsrvc|agentmaint)$/, 'https://documentation.n-able.com/'),
	onWindows('Datto RMM', 'configuration', /^(?:cagservice|aemagent)$/, 'https://rmm.datto.com/help/'),
	onWindows('ConnectWise Automate', 'configuration', /^(?:ltsvc|ltsvcmon)$/, 'https://docs.connectwise.com/ConnectWise_Automate_Documentation'),
	onWindows('Syncro', 'configuration', /^syncro\.service(?:\.runner)?$/, 'https://docs.syncromsp.com/'),
	onWindows('Pulseway', 'configuration', /^pcmonitorsrv$/, 'https://www.pulseway.com/v2/docs'),
];

const configOf = (name: string) => new RegExp(`^(?:etc|root|home/[^/]+|opt|srv|usr/local)/(?:[^/]+/){0,4}${name}$`);

export const remoteAgents: readonly RemoteAgent[] = [
	...windowsAgents,
	{
		name: 'ngrok',
		kind: 'tunnel',
		units: /^ngrok(?:@.{0,60})?$/,
		program: /^ngrok$/,
		line: /\b(?:http|tcp|tls|start|tunnel|service run)\b/,
		bound: /--authtoken[= ](?<key>[^\s\uE000]{8,})/,
		bindings: [{files: configOf('ngrok\\.ya?ml'), setting: /^[ \t]{0,20}authtoken:[ \t]{0,20}["']?(?<key>[^\s"'#]{8,200})/m}],
		idle: true,
		windows: {bindings: [{files: windowsConfig('ngrok\\.ya?ml'), setting: /^[ \t]{0,20}authtoken:[ \t]{0,20}["']?(?<key>[^\s"'#]{8,200})/m}]},
		source: 'https://ngrok.com/docs/agent/config/',
	},
	{
		name: 'frp',
		kind: 'tunnel',
		units: /^frpc(?:@.{0,60})?$/,
		program: /^frpc$/,
		bound: /(?:--server[_-]addr|-s)[= ](?<host>[^\s\uE000]{3,})/,
		bindings: [
			{
				files: configOf('frpc[^/]*\\.(?:ini|toml|ya?ml|json)'),
				setting: /^[ \t]{0,20}"?server_?[aA]ddr"?[ \t]{0,20}[:=][ \t]{0,20}["']?(?<host>[^\s"',#]{1,200})/m,
			},
		],
		idle: true,
		windows: {
			bindings: [
				{
					files: windowsConfig('frpc[^/]*\\.(?:ini|toml|ya?ml|json)'),
					setting: /^[ \t]{0,20}"?server_?[aA]ddr"?[ \t]{0,20}[:=][ \t]{0,20}["']?(?<host>[^\s"',#]{1,200})/m,
				},
			],
		},
		source: 'https://github.com/fatedier/frp',
	},
	{
		name: 'cloudflared',
		kind: 'tunnel',
		units: /^cloudflared(?:@.{0,60})?$/,
		program: /^cloudflared$/,
		line: /\btunnel\b/,
		bound: /--token[= ](?<key>[^\s\uE000]{20,})|\btunnel (?:--\S{1,100} ){0,5}run (?<host>[\w-]{2,80})$/,
		bindings: [{files: configOf('cloudflared/config\\.ya?ml'), setting: /^[ \t]{0,20}tunnel:[ \t]{0,20}["']?(?<host>[^\s"'#]{1,200})/m}],
		idle: true,
		windows: {bindings: [{files: windowsConfig('\\.?cloudflared/config\\.ya?ml'), setting: /^[ \t]{0,20}tunnel:[ \t]{0,20}["']?(?<host>[^\s"'#]{1,200})/m}]},
		source: 'https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/',
	},
	{
		name: 'chisel',
		kind: 'tunnel',
		units: /^chisel(?:-client)?(?:@.{0,60})?$/,
		program: /^chisel$/,
		line: /^chisel client .*\bR:/,
		bound: /\bclient (?:--?\S{1,100} ){0,10}(?<host>(?:https?:\/\/)?[\w.-]{1,200}\.[a-z]{2,}(?::\d{1,5})?)(?:\/\S{0,100})? /,
		bindings: [],
		idle: true,
		source: 'https://github.com/jpillora/chisel',
	},
	{
		name: 'rathole',
		kind: 'tunnel',
		units: /^ratholec?(?:@.{0,60})?$/,
		program: /^rathole$/,
		bindings: [{files: configOf('(?:rathole|client)[^/]*\\.toml'), setting: /^[ \t]{0,20}remote_addr[ \t]{0,20}=[ \t]{0,20}"(?<host>[^"\n]{1,200})"/m}],
		idle: true,
		source: 'https://github.com/rathole-org/rathole',
	},
	{
		name: 'bore',
		kind: 'tunnel',
		units: /^bore$/,
		program: /^bore$/,
		line: /^bore local\b/,
		bound: /--to[= ](?<host>[^\s\uE000]{3,})/,
		bindings: [],
		idle: true,
		source: 'https://github.com/ekzhang/bore',
	},
	{
		name: 'wstunnel',
		kind: 'tunnel',
		units: /^wstunnel(?:-client)?$/,
		program: /^wstunnel$/,
		line: /^wstunnel client .*(?:-R|--remote-to-local)\b/,
		bound: /(?<host>wss?:\/\/[^\s\uE000]{3,200})/,
		bindings: [],
		idle: true,
		source: 'https://github.com/erebe/wstunnel',
	},
	{
		name: 'rport',
		kind: 'tunnel',
		units: /^rport$/,
		program: /^rport$/,
		bindings: [{files: /^etc\/rport\/rport\.conf$/, setting: /^[ \t]{0,20}server[ \t]{0,20}=[ \t]{0,20}["'](?<host>[^"'\n]{1,200})["']/m}],
		idle: true,
		source: 'https://github.com/openrport/openrport',
	},
	{
		name: 'remote.it',
		kind: 'tunnel',
		units: /^(?:remoteit|connectd)(?:@.{0,60})?$/,
		program: /^(?:remoteit|connectd)$/,
		bindings: [{files: /^etc\/remoteit\/config\.json$/, setting: /"(?:user|username|uid|id)"\s{0,20}:\s{0,20}"(?<host>[^"\n]{1,200})"/}],
		idle: true,
		source: 'https://docs.remote.it/software/device-package/installation',
	},
	{
		name: 'Teleport',
		kind: 'tunnel',
		units: /^teleport(?:@.{0,60})?$/,
		program: /^teleport$/,
		line: /\bstart\b/,
		bindings: [{files: /^etc\/teleport\.ya?ml$/, setting: /^[ \t]{0,20}(?:proxy_server|auth_server):[ \t]{0,20}["']?(?<host>[^\s"'#]{1,200})/m}],
		idle: true,
		source: 'https://goteleport.com/docs/reference/config/',
	},
	{
		name: 'tmate',
		kind: 'screen',
		units: /^tmate$/,
		program: /^tmate$/,
		bindings: [],
		idle: false,
		source: 'https://tmate.io/',
	},
	{
		name: 'Visual Studio Code tunnel',
		kind: 'tunnel',
		units: /^code-tunnel$/,
		program: /^code(?:-insiders)?$/,
		line: /^code(?:-insiders)? tunnel\b/,
		bindings: [],
		idle: false,
		source: 'https://code.visualstudio.com/docs/remote/tunnels',
	},
	{
		name: 'TeamViewer',
		kind: 'screen',
		units: /^teamviewerd$/,
		program: /^teamviewerd$/,
		bindings: [
			{
				files: /^(?:etc|opt)\/teamviewer\/(?:config\/)?global\.conf$/,
				setting: /^\[\w{1,20}\][ \t]{1,20}(?:OwningManagerAccountName|PermanentPassword|SecurityPasswordAES)[ \t]{0,20}=[ \t]{0,20}"?(?<key>[^"\n]{1,300})/m,
			},
		],
		idle: false,
		windows: {program: /^teamviewer(?:_service|_desktop)?$/},
		source: 'https://www.teamviewer.com/en/global/support/knowledge-base/teamviewer-remote/for-linux/',
	},
	{
		name: 'AnyDesk',
		kind: 'screen',
		units: /^anydesk$/,
		program: /^anydesk$/,
		bindings: [
			{
				files: /^etc\/anydesk\/(?:system|service)\.conf$/,
				setting: /^ad\.(?:anynet\.pwd_hash|security\.permission_profiles\.\w{1,40}\.pwd)=(?<key>[^\n]{1,300})/m,
			},
		],
		idle: false,
		source: 'https://support.anydesk.com/docs/linux',
	},
	{
		name: 'RustDesk',
		kind: 'screen',
		units: /^rustdesk$/,
		program: /^rustdesk$/,
		line: /--(?:service|server)\b/,
		bindings: [
			{
				files: configOf('\\.config/rustdesk/RustDesk2?\\.toml'),
				setting: /^[ \t]{0,20}(?:custom-rendezvous-server|rendezvous_server)[ \t]{0,20}=[ \t]{0,20}['"](?<host>[^'"\n]{1,200})/m,
			},
		],
		idle: false,
		windows: {
			bindings: [
				{
					files: windowsConfig('RustDesk2?\\.toml'),
					setting: /^[ \t]{0,20}(?:custom-rendezvous-server|rendezvous_server)[ \t]{0,20}=[ \t]{0,20}['"](?<host>[^'"\n]{1,200})/m,
				},
			],
		},
		source: 'https://rustdesk.com/docs/en/client/linux/',
	},
	{
		name: 'MeshCentral',
		kind: 'screen',
		units: /^meshagent$/,
		program: /^meshagent$/,
		bindings: [{files: /(?:^|\/)meshagent\.msh$/, setting: /^MeshServer=(?<host>[^\s]{1,200})/m}],
		idle: false,
		windows: {service: /^mesh agent$/i},
		source: 'https://ylianst.github.io/MeshCentral/meshcentral/agents/',
	},
	{
		name: 'ScreenConnect',
		kind: 'screen',
		units: /^(?:connectwisecontrol|screenconnect)[\w.-]{0,60}$/i,
		program: /^(?:connectwisecontrol|screenconnect)[\w.-]{0,60}$/i,
		bindings: [],
		idle: false,
		source: 'https://docs.connectwise.com/ScreenConnect_Documentation',
	},
	{
		name: 'Splashtop',
		kind: 'screen',
		units: /^SRStreamer$/,
		program: /^(?:SRStreamer|SRStreamDaemon)$/,
		bindings: [],
		idle: false,
		windows: {program: /^(?:srservice|srmanager|srserver|sragent)$/},
		source: 'https://support-splashtopbusiness.splashtop.com/hc/en-us/sections/360006948891',
	},
	{
		name: 'DWService',
		kind: 'screen',
		units: /^dwagent$/,
		program: /^dwagsvc$/,
		bindings: [],
		idle: false,
		source: 'https://docs.dwservice.net/',
	},
	{
		name: 'Chrome Remote Desktop',
		kind: 'screen',
		units: /^chrome-remote-desktop@.{1,60}$/,
		program: /^chrome-remote-desktop-host$/,
		bindings: [],
		idle: false,
		windows: {program: /^remoting_host$/, service: /^chromoting$/i},
		source: 'https://support.google.com/chrome/answer/1649523',
	},
	// A daemon that nobody has logged in writes its state too, but has no profile in it.
	{
		name: 'Tailscale',
		kind: 'network',
		units: /^tailscaled$/,
		program: /^tailscale$/,
		line: /^tailscale (?:up|login)\b.*--auth-?key/,
		bound: /--auth-?key[= ](?<key>tskey-[^\s\uE000]{8,200})/,
		bindings: [{files: /^var\/lib\/tailscale\/tailscaled\.state$/, setting: /"(?<key>profile-[0-9a-f]{1,16})"\s{0,20}:/}],
		idle: true,
		windows: {
			bindings: [{files: /^ProgramData\/Tailscale\/(?:server-state|tailscaled\.state)[^/]{0,20}$/i, setting: /"(?<key>profile-[0-9a-f]{1,16})"\s{0,20}:/}],
		},
		source: 'https://tailscale.com/kb/1085/auth-keys',
	},
	{
		name: 'ZeroTier',
		kind: 'network',
		units: /^zerotier-one$/,
		program: /^zerotier-cli$/,
		line: /\bjoin\b/,
		bound: /\bjoin (?<host>[0-9a-f]{16})\b/,
		// The file's name is the network.
		bindings: [{files: /^var\/lib\/zerotier-one\/networks\.d\/[0-9a-f]{16}\.conf$/, setting: /^/}],
		idle: true,
		source: 'https://docs.zerotier.com/cli/',
	},
	{
		name: 'NetBird',
		kind: 'network',
		units: /^netbird$/,
		program: /^netbird$/,
		line: /^netbird up\b.*--setup-key/,
		bound: /--setup-key[= ](?<key>[0-9A-Fa-f-]{36})/,
		bindings: [],
		idle: true,
		source: 'https://docs.netbird.io/how-to/register-machines-using-setup-keys',
	},
	{
		name: 'WireGuard',
		kind: 'network',
		units: /^wg-quick@.{1,60}$/,
		program: /^wg-quick$/,
		line: /\bup\b/,
		bindings: [{files: /^etc\/wireguard\/[^/]+\.conf$/, setting: /^[ \t]{0,20}Endpoint[ \t]{0,20}=[ \t]{0,20}(?<host>[^\s#]{1,200})/m}],
		idle: true,
		windows: {program: /^wireguard$/, service: /^WireGuardTunnel\$.{1,100}$/i},
		source: 'https://git.zx2c4.com/wireguard-tools/about/src/man/wg-quick.8',
	},
	{
		name: 'OpenVPN',
		kind: 'network',
		units: /^openvpn(?:-client@.{1,60}|@.{1,60})?$/,
		program: /^openvpn$/,
		line: /--config\b/,
		bindings: [{files: /^etc\/openvpn\/(?:client\/)?[^/]+\.conf$/, setting: /^[ \t]{0,20}remote[ \t]{1,20}(?<host>[^\s#;]{1,200})/m}],
		idle: true,
		windows: {
			program: /^openvpnserv2?$/,
			bindings: [{files: windowsConfig('OpenVPN/config(?:-auto)?/[^/]+\\.ovpn'), setting: /^[ \t]{0,20}remote[ \t]{1,20}(?<host>[^\s#;]{1,200})/m}],
		},
		source: 'https://openvpn.net/community-resources/reference-manual-for-openvpn-2-6/',
	},
	{
		name: 'Salt',
		kind: 'configuration',
		units: /^salt-minion$/,
		program: /^salt-minion$/,
		bindings: [{files: /^etc\/salt\/minion(?:\.d\/[^/]+\.conf)?$/, setting: /^master:[ \t]{0,20}(?:\n[ \t]{0,20}-[ \t]{1,20})?["']?(?<host>[^\s"'#]{1,200})/m}],
		idle: true,
		windows: {
			service: /^salt-minion$/i,
			bindings: [
				{
					files: /^(?:ProgramData\/Salt Project\/Salt\/conf|salt\/conf)\/minion(?:\.d\/[^/]+\.conf)?$/i,
					setting: /^master:[ \t]{0,20}(?:\n[ \t]{0,20}-[ \t]{1,20})?["']?(?<host>[^\s"'#]{1,200})/m,
				},
			],
		},
		source: 'https://docs.saltproject.io/en/latest/ref/configuration/minion.html',
	},
	{
		name: 'Puppet',
		kind: 'configuration',
		units: /^puppet(?:-agent)?$/,
		program: /^puppet$/,
		line: /\bagent\b/,
		bound: /--server[= ](?<host>[^\s\uE000]{3,200})/,
		bindings: [{files: /^etc\/(?:puppetlabs\/)?puppet\/puppet\.conf$/, setting: /^[ \t]{0,20}server[ \t]{0,20}=[ \t]{0,20}(?<host>[^\s#]{1,200})/m}],
		idle: true,
		windows: {
			service: /^puppet$/i,
			bindings: [{files: /^ProgramData\/PuppetLabs\/puppet\/etc\/puppet\.conf$/i, setting: /^[ \t]{0,20}server[ \t]{0,20}=[ \t]{0,20}(?<host>[^\s#]{1,200})/m}],
		},
		source: 'https://www.puppet.com/docs/puppet/8/config_file_main.html',
	},
	{
		name: 'Chef',
		kind: 'configuration',
		units: /^(?:chef|cinc)-client$/,
		program: /^(?:chef|cinc)-client$/,
		bindings: [{files: /^etc\/(?:chef|cinc)\/client\.rb$/, setting: /^[ \t]{0,20}chef_server_url[ \t]{1,20}["'](?<host>[^"'\n]{1,300})/m}],
		idle: true,
		windows: {
			service: /^(?:chef|cinc)-client$/i,
			bindings: [{files: /^(?:chef|cinc|opscode)\/client\.rb$/i, setting: /^[ \t]{0,20}chef_server_url[ \t]{1,20}["'](?<host>[^"'\n]{1,300})/m}],
		},
		source: 'https://docs.chef.io/config_rb_client/',
	},
	{
		name: 'ansible-pull',
		kind: 'configuration',
		units: /^ansible-pull(?:@.{0,60})?$/,
		program: /^ansible-pull$/,
		bound: /(?:-U|--url)[= ](?<host>[^\s\uE000]{3,300})/,
		bindings: [],
		idle: true,
		source: 'https://docs.ansible.com/ansible/latest/cli/ansible-pull.html',
	},
	{
		name: 'Landscape',
		kind: 'configuration',
		units: /^landscape-client$/,
		program: /^landscape-client$/,
		bindings: [{files: /^etc\/landscape\/client\.conf$/, setting: /^[ \t]{0,20}account_name[ \t]{0,20}=[ \t]{0,20}(?<host>[^\s#]{1,200})/m}],
		idle: true,
		source: 'https://documentation.ubuntu.com/landscape/',
	},
	{
		name: 'Systems Manager hybrid activation',
		kind: 'configuration',
		units: /^(?:amazon-ssm-agent|snap\.amazon-ssm-agent\.amazon-ssm-agent)$/,
		program: /^amazon-ssm-agent$/,
		line: /-register\b/,
		bound: /-code[= ]"?(?<key>[A-Za-z0-9+/]{10,60})/,
		bindings: [
			{
				files: /^var\/(?:lib|snap)\/amazon(?:-ssm-agent)?\/(?:[^/]+\/){0,6}registration$/,
				setting: /"ManagedInstanceID"\s{0,20}:\s{0,20}"(?<host>mi-[0-9a-f]{8,40})"/i,
			},
		],
		idle: true,
		windows: {
			bindings: [
				{files: /^ProgramData\/Amazon\/SSM\/(?:[^/]+\/){0,4}registration$/i, setting: /"ManagedInstanceID"\s{0,20}:\s{0,20}"(?<host>mi-[0-9a-f]{8,40})"/i},
			],
		},
		source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-activation-managed-nodes.html',
	},
	{
		name: 'NinjaOne',
		kind: 'configuration',
		units: /^ninjarmm-agent$/,
		program: /^ninjarmm-linagent$/,
		bindings: [],
		idle: false,
		windows: {program: /^ninjarmmagent(?:patcher)?$/},
		source: 'https://www.ninjaone.com/docs/',
	},
	{
		name: 'Tactical RMM',
		kind: 'configuration',
		units: /^tacticalagent$/,
		program: /^tacticalagent$/,
		bindings: [{files: /^etc\/tacticalagent$/, setting: /"baseurl"\s{0,20}:\s{0,20}"(?<host>[^"\n]{1,200})"/i}],
		idle: false,
		windows: {program: /^tacticalrmm$/},
		source: 'https://docs.tacticalrmm.com/install_agent/',
	},
	{
		name: 'JumpCloud',
		kind: 'configuration',
		units: /^jcagent$/,
		program: /^jumpcloud-agent$/,
		bindings: [],
		idle: false,
		source: 'https://jumpcloud.com/support/install-the-linux-agent',
	},
	{
		name: 'Automox',
		kind: 'configuration',
		units: /^amagent$/,
		program: /^amagent$/,
		bindings: [],
		idle: false,
		source: 'https://docs.automox.com/product/Product_Documentation/Agents/Agents_Installation_Options/Installing_the_Linux_Agent.htm',
	},
	{
		name: 'ManageEngine Endpoint Central',
		kind: 'configuration',
		units: /^dcservice$/,
		program: /^dcservice$/,
		bindings: [],
		idle: false,
		windows: {program: /^dcagentservice$/},
		source: 'https://www.manageengine.com/products/desktop-central/help/linux_management/linux_management.html',
	},
];

/** VNC servers, which listen on the network unless they are told not to. */
export const vncServers = {
	program:
		/^(?:winvnc4?|tvnserver|uvnc_service|vncserver(?:ui)?|Xvnc|Xtigervnc|Xtightvnc|x11vnc|x0vncserver|vncserver|tigervncserver|tightvncserver|vncserver-x11(?:-serviced)?|wayvnc)$/,
	/** Options that keep them to the instance. */
	local:
		/(?:^|\s)-{1,2}localhost(?!\s+(?:no|0|false))(?:\s|=|$)|(?:^|\s)-{1,2}listen\s+(?:localhost|127\.)|(?:^|\s)-rfbport\s+-1\b|(?:^|\s)-interface\s+(?:lo|127\.)|^wayvnc(?:\s+(?:localhost|127\.\S*|$))/,
	source: 'https://tigervnc.org/doc/vncserver.html',
} as const;
