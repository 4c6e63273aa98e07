/** Where in an image lies what others than the seller wrote, by names that package managers and vendors set. Nobody publishes such lists: those without a link are ours, from installed systems. */

import type {Sourced} from '../limits.ts';

/** Folders, at any depth, that package managers fill and that hold what belongs to libraries: an expression for the inside of a path. */
export const packageFolders =
	/(?:^|\/)(?:node_modules|bower_components|vendors?|third[_-]?party|site-packages|dist-packages|gems|cpan|perl5|botocore|boto3?|aws-?cli|aws-?sdk[^/]*|\.terraform|\.cache|\.npm|\.cargo|\.m2|\.git|pkg\/mod|jre|jdk[^/]*|share\/(?:doc|man|info|licen[cs]es|javadoc)|man|licen[cs]es|legal|locales?|i18n|l10n|translations|tests?|testdata|fixtures|bash_completion\.d)\//i;

/**
 * Folders in which languages and their tools keep packages, with the tests and samples of these: npm, yarn, Bower; pip and Debian's Python; RubyGems;
 * Go; Cargo and rustup; Maven, Gradle; version managers; Ansible; NuGet; Visual Studio Code; and the libraries of the languages themselves, with Python's on Windows.
 */
export const languagePackages =
	/(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components|third_party|gems|go\/pkg|\.cargo\/registry|\.rustup|\.m2\/repository|\.gradle\/caches|\.npm\/_cacache|\.nvm|\.rbenv|\.pyenv|\.cache|_vendor|ansible_collections|\.nuget\/packages|\.vscode(?:-server|-insiders)?\/extensions|[Pp]ython[\d.-]*\/[Ll]ib|lib\/(?:python|ruby|perl|node|jvm|erlang|R|ocaml|ghc)[\d.]*|usr\/local\/go)\//;

/** Folders that widely used packages of other vendors own. */
export const vendorFolders =
	/^(?:opt\/(?:aws|amazon|google|microsoft|containerd|cni|puppetlabs|chef|cinc|datadog-agent|splunk|splunkforwarder|CrowdStrike|ds_agent|saltstack|elasticbeanstalk|rapid7|newrelic|dynatrace|nvidia|intel|rocm|conda|(?:mini|ana)conda\d?|pyenv|rbenv|nvm)|usr\/local\/(?:aws-cli|go|cuda[^/]*|include|lib\/python[^/]*|lib\/ruby|share\/perl[^/]*))\//;

/** Messages at login that distributions and AWS ship, beyond those that dpkg's records tell: the names of the files in `etc/motd.d` and `etc/update-motd.d`. */
export const vendorGreetings: Sourced & {readonly pattern: RegExp} = {
	pattern: /^etc\/(?:motd\.d\/(?:insights-client|cockpit|rhc)|update-motd\.d\/(?:30-banner|70-available-updates|75-system-update(?:-check)?))$/,
	source: 'https://github.com/amazonlinux/update-motd',
	read: '2026-11-26',
};

/** Who maintains the packages of Debian and Ubuntu, as `Maintainer` of their records has it. */
export const distributionMaintainers = /[@.](?:debian\.org|ubuntu\.com|canonical\.com)>\s*$/;
