/** The look of the page of `shelfready serve`. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #fff; --edge: #8c959f; --accent: #0b5cad; --bad: #a40e26; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9ea7b3; --paper: #0d1117; --edge: #6e7681; --accent: #6cb6ff; --bad: #ff8f8f; } }
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .5rem 1rem; border-bottom: 1px solid var(--edge); }
h1 { font-size: 1.1rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 0 0 .25rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-left: auto; }
select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; padding: .2rem .6rem; }
button { cursor: pointer; }
button:disabled { color: var(--faint); cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
main { flex: 1; display: flex; flex-direction: column; min-height: 0; }
#zone { margin: 1rem; padding: 1.5rem; border: 2px dashed var(--edge); border-radius: 8px; text-align: center; }
#zone p { margin: .25rem 0; }
#zone.over { border-color: var(--accent); }
main.seen #zone { padding: .25rem 1rem; margin: .5rem 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: center; }
main.seen #zone h2 { font-size: 1rem; margin: 0; }
main.seen #zone p:first-of-type { display: none; }
#status, #trouble { margin: 0 1rem; min-height: 1.5rem; }
#trouble { color: var(--bad); white-space: pre-line; }
#trouble:empty { display: none; }
iframe { flex: 1; width: 100%; border: 0; border-top: 1px solid var(--edge); min-height: 20rem; }
`;
