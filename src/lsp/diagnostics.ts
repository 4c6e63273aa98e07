/** Remarks as the protocol's diagnostics. */

import {type Diagnostic, DiagnosticSeverity} from 'vscode-languageserver/node';
import type {Severity} from '../contract.ts';
import {visible} from '../report/markdown.ts';
import type {Remark} from './remarks.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	note: DiagnosticSeverity.Information,
};

/** A remark as a diagnostic. */
export function diagnosticOf({range, severity, message, finding}: Remark): Diagnostic {
	return {
		range,
		severity: severities[severity],
		source: 'shelfready',
		// Messages quote what files hold.
		message: visible(message),
		...(finding === undefined ? {} : {code: finding.rule}),
		...(finding !== undefined && /^https?:\/\//.test(finding.source) ? {codeDescription: {href: finding.source}} : {}),
	};
}
