/** What cmdlets print, and the methods of .NET as the commands that do the same. */

import type {Place} from '../../../../contract.ts';
import type {Act} from '../../shell/acts.ts';
import {outputOf} from '../../shell/outputs.ts';
import {flat, originOf, type Part, textOf, type Value} from '../../shell/values.ts';

/** What a command prints. Those that hand something through keep what they are given. */
export function cmdletOutput(name: string, words: readonly Value[], act: Act, input: Value | undefined): Value {
	const whole = (origin: Part['origin'], about?: string): Value => [{origin, text: '', place: act.place, ...(about === undefined ? {} : {about})}];
	if (/^(?:Get-Random|Get-SecureRandom|New-Guid)$/i.test(name)) return whole('random');
	if (/^(?:ConvertTo-SecureString|Write-Output|echo|Write-Host)$/i.test(name)) return operandOf(words) ?? input ?? whole('unknown');
	if (/^ConvertTo-Json$/i.test(name)) return input ?? operandOf(words) ?? whole('unknown');
	if (/^(?:Select-Object|select|ForEach-Object|%|foreach|Where-Object|\?|Out-String|Sort-Object|Format-\w+|ConvertFrom-\w+|Select-String)$/i.test(name))
		return originOf(input ?? []) === 'fixed' ? whole('unknown') : (input ?? whole('unknown'));
	if (/^(?:New-Object)$/i.test(name)) return [];
	if (/^Get-(?:CimInstance|WmiObject|ComputerInfo|NetIPAddress)$/i.test(name)) return whole('host', /NetIP/i.test(name) ? 'IP address' : 'host name');
	return outputOf(act, act.input);
}

/** The first argument that is no option and no option's value but `-String`'s. */
function operandOf(words: readonly Value[]): Value | undefined {
	const named = words.findIndex((word) => /^-(?:String|InputObject|Message|Object)$/i.test(flat(word)));
	return named > 0 ? words[named + 1] : words.slice(1).find((word) => !/^-/.test(flat(word)));
}

/** A member of a value: of what another host answers, or of what is drawn, it is still that. */
export function memberOf(value: Value, name: string): Value {
	if (originOf(value) !== 'fixed' || /^(?:Content|Value|Trim|ToString)$/i.test(name)) return value;
	return value.map((part) => ({...part, origin: 'unknown' as const, text: ''}));
}

/** Methods as the commands that do the same. */
export function methodWords(name: string, [first = [], second = [], third = []]: readonly Value[], place: Place): readonly Value[] | undefined {
	const word = (said: string): Value => [{origin: 'fixed', text: said, place}];
	if (/^(?:Download(?:String|Data)|GetStringAsync|GetAsync)/i.test(name)) return [word('curl'), first];
	if (/^DownloadFile/i.test(name)) return [word('curl'), first, word('-o'), second];
	if (/^(?:Upload(?:String|File|Data|Values)|PostAsync)/i.test(name)) return [word('curl'), first, word('-d'), third.length > 0 ? third : second];
	if (/^SetPassword$/i.test(name)) return [word('Set-LocalUser'), word('-Password'), first];
	if (/^Invoke$/i.test(name) && /^SetPassword$/i.test(textOf(first) ?? '')) return [word('Set-LocalUser'), word('-Password'), second];
	return /^InvokeScript$/i.test(name) ? [word('Invoke-Expression'), first] : undefined;
}
