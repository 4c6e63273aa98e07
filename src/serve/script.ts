/**
 * The script of the page of `shelfready serve`, as the browser gets it. It sends the files of a dropped folder to the server that the page came from,
 * shows the report, and where the browser lets it look at the folder again, sends what has changed and checks anew.
 */
export const script = `
'use strict';
const $ = (id) => document.getElementById(id);
const base = location.pathname;
// The server passes over hidden files itself, where they are no part of a root file system.
const passedOver = (name) => name === '.git' || name === 'node_modules' || name === '__MACOSX';
const pause = 1500;
let drop;

function say(text) { $('status').textContent = text; }
function trouble(text) { $('trouble').textContent = text; }

async function ask(method, path, body) {
	const answer = await fetch(base + path, {method, body});
	if (!answer.ok) throw new Error(await answer.text());
	return answer.json();
}

const pathOf = (path) => path.split('/').map(encodeURIComponent).join('/');

// A folder is a function that lists its files, as path to File. One of a picked folder may be asked again.
async function* walkHandle(handle, path) {
	for await (const child of handle.values()) {
		if (passedOver(child.name)) continue;
		const name = path === '' ? child.name : path + '/' + child.name;
		if (child.kind === 'directory') yield* walkHandle(child, name);
		else yield [name, await child.getFile()];
	}
}

async function* walkEntry(entry, path) {
	if (entry.isFile) { yield [path, await new Promise((done, fail) => entry.file(done, fail))]; return; }
	const reader = entry.createReader();
	for (;;) {
		const found = await new Promise((done, fail) => reader.readEntries(done, fail));
		if (found.length === 0) return;
		for (const child of found) if (!passedOver(child.name)) yield* walkEntry(child, path === '' ? child.name : path + '/' + child.name);
	}
}

function ofHandles(handles) {
	return async () => {
		const files = new Map();
		const single = handles.length === 1 && handles[0].kind === 'directory';
		for (const handle of handles) {
			if (handle.kind === 'directory') for await (const [path, file] of walkHandle(handle, single ? '' : handle.name)) files.set(path, file);
			else files.set(handle.name, await handle.getFile());
		}
		return files;
	};
}

function ofEntries(entries) {
	return async () => {
		const files = new Map();
		const single = entries.length === 1 && entries[0].isDirectory;
		for (const entry of entries) for await (const [path, file] of walkEntry(entry, single ? '' : entry.name)) files.set(path, file);
		return files;
	};
}

function ofInput(list) {
	const files = new Map();
	for (const file of list) {
		const steps = file.webkitRelativePath === '' ? [file.name] : file.webkitRelativePath.split('/').slice(1);
		if (!steps.some(passedOver)) files.set(steps.join('/'), file);
	}
	return async () => files;
}

const markOf = (file) => file.size + ' ' + file.lastModified;

// Sends what is new or has changed, takes away what is gone, and answers whether there was anything.
async function send(own, files) {
	let sent = 0;
	for (const [path, file] of files) {
		if (own.marks.get(path) === markOf(file)) continue;
		say('Reading ' + path + ' …');
		await ask('PUT', 'drops/' + own.id + '/files/' + pathOf(path), file);
		own.marks.set(path, markOf(file));
		sent++;
	}
	for (const path of [...own.marks.keys()]) {
		if (files.has(path)) continue;
		await ask('DELETE', 'drops/' + own.id + '/files/' + pathOf(path));
		own.marks.delete(path);
		sent++;
	}
	return sent > 0;
}

const plural = (count, noun) => count + ' ' + noun + (count === 1 ? '' : 's');

async function check(own) {
	say('Checking ' + plural(own.marks.size, 'file') + ' …');
	const query = new URLSearchParams({edition: $('edition').value, licensing: $('licensing').value});
	const found = await ask('POST', 'drops/' + own.id + '/check?' + query);
	if (own !== drop) return;
	const problems = found.problems === 0 ? '' : '; not everything could be checked: ' + plural(found.problems, 'problem');
	say(plural(found.errors, 'error') + ', ' + plural(found.warnings, 'warning') + ', ' + plural(found.notes, 'note') + problems + (own.live ? '. Changes in the folder are checked as they are saved.' : ''));
	document.querySelector('main').classList.add('seen');
	$('report').hidden = false;
	$('report').src = base + 'drops/' + own.id + '/report?' + Date.now();
}

async function guarded(own, job) {
	if (own.busy) return;
	own.busy = true;
	try { await job(); if (own === drop) trouble(''); }
	catch (error) { if (own === drop) { say(''); trouble(error.message); } }
	finally { own.busy = false; }
}

async function watch(own) {
	while (own === drop) {
		await new Promise((done) => setTimeout(done, pause));
		if (own !== drop || document.hidden || own.busy) continue;
		await guarded(own, async () => { if (await send(own, await own.list())) await check(own); });
	}
}

async function take(list, live) {
	trouble('');
	say('Reading …');
	let own;
	try {
		const {id} = await ask('POST', 'drops');
		own = drop = {id, list, live, marks: new Map(), busy: false};
	} catch (error) { say(''); trouble(error.message); return; }
	await guarded(own, async () => {
		const files = await list();
		if (files.size === 0) throw new Error('There is no file in it.');
		await send(own, files);
		await check(own);
	});
	$('again').disabled = false;
	if (live) watch(own);
}

addEventListener('dragover', (event) => { event.preventDefault(); $('zone').classList.add('over'); });
addEventListener('dragleave', () => $('zone').classList.remove('over'));
addEventListener('drop', async (event) => {
	event.preventDefault();
	$('zone').classList.remove('over');
	const items = [...event.dataTransfer.items].filter(({kind}) => kind === 'file');
	// Both must be asked for before the first wait: the items are gone then.
	const entries = items.map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
	const asked = items.map((item) => item.getAsFileSystemHandle?.());
	const handles = await Promise.all(asked).catch(() => []);
	if (handles.length > 0 && handles.every((handle) => handle)) await take(ofHandles(handles), true);
	else if (entries.length > 0) await take(ofEntries(entries), false);
	else if (event.dataTransfer.files.length > 0) await take(ofInput(event.dataTransfer.files), false);
});
$('choose').addEventListener('click', async () => {
	if (typeof showDirectoryPicker !== 'function') { $('folder').click(); return; }
	const handle = await showDirectoryPicker().catch(() => undefined);
	if (handle !== undefined) await take(ofHandles([handle]), true);
});
$('folder').addEventListener('change', () => { if ($('folder').files.length > 0) take(ofInput($('folder').files), false); });
const again = () => { if (drop !== undefined) guarded(drop, async () => { await send(drop, await drop.list()); await check(drop); }); };
$('again').addEventListener('click', again);
for (const id of ['edition', 'licensing']) $(id).addEventListener('change', again);
`;
