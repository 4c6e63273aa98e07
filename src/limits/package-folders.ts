/** Folders in which languages and their tools keep packages, with the tests and samples of these. Names are the tools' own; read 2026-11-26. */

/**
 * Anywhere in a path. npm, yarn, Bower; pip and Debian's Python; RubyGems; Go; Cargo and rustup; Maven, Gradle; version managers; Ansible;
 * and the libraries of the languages themselves.
 */
export const languagePackages =
	/(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components|third_party|gems|go\/pkg|\.cargo\/registry|\.rustup|\.m2\/repository|\.gradle\/caches|\.npm\/_cacache|\.nvm|\.rbenv|\.pyenv|\.cache|_vendor|ansible_collections|lib\/(?:python|ruby|perl|node|jvm|erlang|R|ocaml|ghc)[\d.]*|usr\/local\/go)\//;
