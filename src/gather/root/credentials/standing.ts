/** What a file's path says of a secret in it: whether somebody put it there for use. */

import {languagePackages, vendorFolders} from '../../../limits/others-files.ts';

/**
 * `own`: the seller's or the system's files in use. `sample`: named or filed as an example or a test. `package`: a package of the system or
 * of a language brought it. `language`: the same, in the folders in which languages keep packages, with the tests of these. `documentation`: a text for people.
 */
export type Standing = 'own' | 'sample' | 'package' | 'language' | 'documentation';

const documentation = /^usr\/(?:local\/)?share\/(?:doc|man|info|help|gtk-doc|locale|i18n|mime|licenses|common-licenses|vim|nvim|emacs|zsh|bash-completion)\//;
/** Folders of packages that composer, bundler and Go lay into a product: not what merely lies under a folder of that name at the top. */
const vendored = /^[^/]+\/[^/]+\/(?:[^/]+\/)*vendor\/[^/]+\/[^/]+\//;
const packaged =
	/^(?:usr\/(?:lib(?:32|64|x32|exec)?|share|include|src|games)|lib(?:32|64|x32)?|usr\/local\/(?:lib|include|src)|etc\/chromium\.d|snap|var\/lib\/(?:dpkg|apt|rpm|dnf|snapd|docker|containerd)|Windows\/(?:WinSxS|servicing|assembly|Microsoft\.NET))\//i;
/** Folders under `usr/share` in which sellers lay their sites. */
const sites = /^usr\/share\/(?:nginx|httpd|apache2)\/html\//;

const sampleFolder =
	/(?:^|\/)(?:(?:[\w-]*[-_])?tests?|testdata|testing|[\w-]*fixtures?|specs?|__tests__|examples?|samples?|sample-[\w-]*|demos?|mocks?|docs?|documentation|dummy\w*|tutorials?|templates?|\.github|\.gitlab|\.circleci)\//i;
const sampleName =
	/(?:^|[._-])(?:examples?|samples?|dist|tmpl|template|tpl|skel|stub|j2|jinja2?|erb|mustache|hbs|in|rpmnew|dpkg-dist|dpkg-new|ucf-dist|default|md|rst|adoc|markdown|pod)$|(?:^|\/)(?:test|example|sample|dummy|fake|mock)[\w-]*\.\w+$|[._-](?:example|sample|template|test)\.\w+$|(?:^|\/)(?:README|CHANGELOG|NEWS|HISTORY|INSTALL)(?:\.\w+)?$/i;

/** The files of a container's image, in the store of Docker, Podman or containerd: paths there begin anew. */
const layer = /^var\/lib\/(?:docker\/overlay2\/[^/]+\/diff|containers\/storage\/overlay\/[^/]+\/diff|containerd\/[\w.-]+\/snapshots\/\d+\/fs)\//;

/** Texts for people: among examples they are manuals. */
const prose = /\.(?:md|markdown|rst|adoc|asciidoc|html?|txt|pod|tex|pdf)$/i;

/** How a path stands. */
export function standingOf(whole: string): Standing {
	const path = whole.replace(layer, '');
	if (documentation.test(path)) return 'documentation';
	if (languagePackages.test(path) || vendored.test(path)) return 'language';
	if ((packaged.test(path) && !sites.test(path)) || vendorFolders.test(path)) return isSample(path) ? 'documentation' : 'package';
	if (!isSample(path)) return 'own';
	return sampleFolder.test(path) && prose.test(path) ? 'documentation' : 'sample';
}

function isSample(path: string): boolean {
	return sampleFolder.test(path) || sampleName.test(path);
}
