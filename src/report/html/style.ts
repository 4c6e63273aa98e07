/**
 * The page's style sheet, as a text: the page carries it, and its hash is in the page's policy. System fonts, one accent; each colour of a text
 * has a contrast of at least 4.5 to 1 with what it stands on, in both schemes. No rule depends on the script.
 */

const light = `--bg:#fff;--panel:#f5f7f9;--line:#dce1e7;--edge:#aeb8c4;--text:#1b232d;--soft:#545f6d;--accent:#0b5cab;
--error:#b3261e;--error-bg:#fde8e5;--warning:#825000;--warning-bg:#fdf0d5;--note:#3a5a82;--note-bg:#e3edf9;--good:#1b6b39;--good-bg:#e2f3e8;`;

const dark = `--bg:#13171d;--panel:#1b2129;--line:#2d3642;--edge:#5a6777;--text:#e2e7ed;--soft:#a3aebb;--accent:#86b9f3;
--error:#ff9f95;--error-bg:#3b211f;--warning:#efbf6e;--warning-bg:#34290f;--note:#a8c6ea;--note-bg:#1d2d40;--good:#88d5a2;--good-bg:#173222;`;

const base = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure{margin:0}
ul,ol{padding-left:1.3em}
h1{font-size:1.7rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.22rem;line-height:1.3;font-weight:650;margin-bottom:.5rem}
h3{font-size:1rem;line-height:1.35;font-weight:650}
small{font-size:.85em;font-weight:400;color:var(--soft)}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
code{overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
[hidden]{display:none!important}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:8px;top:-60px;padding:8px 14px;background:var(--accent);color:var(--bg);z-index:9}
.skip:focus{top:8px}
.icons{position:absolute}
symbol path,symbol circle{fill:currentColor}
symbol .in{fill:none;stroke:var(--bg);stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}
symbol .open{fill:none;stroke:currentColor;stroke-width:1.7;stroke-dasharray:2.9 2.13}
.i{width:.95em;height:.95em;flex:none;vertical-align:-.1em}
.badge{display:inline-flex;align-items:center;gap:.35em;font-size:.84rem;font-weight:600;white-space:nowrap}
.error>.i,.badge.error,.state.error,.violated>.i,.badge.violated{color:var(--error)}
.warning>.i,.badge.warning,.state.warning,.review>.i,.badge.review{color:var(--warning)}
.note>.i,.badge.note,.totals .note>.i{color:var(--note)}
.satisfied>.i,.badge.satisfied,.state.satisfied{color:var(--good)}
.not-assessed>.i,.badge.not-assessed,.state.not-assessed{color:var(--soft)}
.cut{margin:.5rem 0;padding:.35rem .7rem;border-left:3px solid var(--edge);color:var(--soft);font-size:.9rem}
.lead{color:var(--soft);max-width:52rem;margin-bottom:.8rem}
summary{cursor:pointer;font-weight:600;font-size:.92rem}
details[open]>summary{margin-bottom:.5rem}
`;

const layout = `
.head,.layout,footer{max-width:1260px;margin:0 auto;padding:0 28px}
.head{padding-top:26px;padding-bottom:18px}
.brand{color:var(--soft);font-size:.86rem;margin-bottom:.25rem}
.facts{display:flex;flex-wrap:wrap;gap:.15rem 1.6rem;margin:.6rem 0 1rem;font-size:.92rem}
.facts div{display:flex;gap:.45em}
.facts dt{color:var(--soft)}
.facts dd{overflow-wrap:anywhere}
.standing{padding:.6rem .9rem;border:1px solid var(--line);border-left:4px solid var(--good);border-radius:5px;background:var(--panel);margin-bottom:1rem}
.standing .i{margin-right:.5em}
.standing.open{border-left-color:var(--edge)}
.standing.open>.i{color:var(--soft)}
.standing:not(.open):not(.bad)>.i{color:var(--good)}
.standing.bad{border:2px solid var(--error);border-left-width:8px;background:var(--error-bg)}
.standing.bad h2{color:var(--error);margin-bottom:.2rem}
.standing.bad ul{margin-top:.4rem;font-size:.92rem}
.totals{display:flex;flex-wrap:wrap;gap:12px;margin-bottom:1rem}
.totals section{flex:1 1 auto;border:1px solid var(--line);border-radius:6px;padding:.6rem 1rem;background:var(--panel)}
.totals ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.7rem}
.totals li{display:flex;align-items:baseline;gap:.4em;font-size:.95rem}
.totals li .i{align-self:center;width:1.1em;height:1.1em}
.totals b{font-size:1.5rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.totals .zero,.totals .zero>.i{color:var(--soft)}
.totals p{color:var(--soft);font-size:.86rem}
.layout{display:grid;grid-template-columns:142px minmax(0,1fr);gap:34px;border-top:1px solid var(--line);padding-top:22px}
.contents{position:sticky;top:18px;align-self:start;font-size:.93rem}
.contents ul{list-style:none;padding:0}
.contents a{display:flex;justify-content:space-between;gap:.6em;padding:.24rem .5rem;margin-left:-.5rem;color:inherit;text-decoration:none;border-radius:4px}
.contents a:hover{background:var(--panel);color:var(--accent)}
.contents span{color:var(--soft);font-variant-numeric:tabular-nums}
main>section{margin-bottom:2.6rem}
main>section>h2{border-bottom:2px solid var(--line);padding-bottom:.3rem;margin-bottom:.8rem}
footer{border-top:1px solid var(--line);padding-top:12px;padding-bottom:30px;color:var(--soft);font-size:.84rem}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;color:var(--soft);font-size:.88rem;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.38rem .9rem .38rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600}
thead th{color:var(--soft);font-size:.84rem}
tbody th{font-weight:500}
.wide{overflow-x:auto}
.ages{min-width:740px}
.ages td:nth-child(3),.ages td:nth-child(4){white-space:nowrap}
.sha{font-size:.74rem;color:var(--soft)}
.state{display:inline-flex;align-items:center;gap:.35em;white-space:nowrap;font-weight:600;font-size:.86rem}
`;

const board = `
.overview{width:auto;margin-bottom:1.4rem;font-variant-numeric:tabular-nums}
.overview th,.overview td{padding-right:1.8rem}
.overview td .i{margin-right:.45em}
.overview .zero{color:var(--soft)}
.overview tbody tr.sum th,.overview tr.sum td{border-bottom:0;font-weight:650}
.group{margin-bottom:.7rem;scroll-margin-top:12px}
.group[open]{margin-bottom:1.6rem}
.group summary{padding:.2rem 0}
.group h3{display:inline;margin-right:.8em}
.count{display:inline-flex;align-items:center;gap:.3em;font-weight:400;font-size:.88rem;color:var(--soft);margin-right:.9em;white-space:nowrap}
.policies{table-layout:fixed}
.policies th,.policies td{overflow-wrap:anywhere}
.policies thead th:nth-child(1){width:8.2rem}
.policies thead th:nth-child(2){width:40%}
.policies tr{scroll-margin-top:12px}
.policies tr:target>*{background:var(--note-bg)}
.policies th code{font-weight:600;color:var(--text)}
.asks{display:block;font-weight:400;color:var(--soft);font-size:.88rem;line-height:1.4}
.policies td p{margin-bottom:.15rem}
.missing{color:var(--soft);font-size:.88rem;line-height:1.42}
.missing b{font-weight:600}
.links{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.1rem .9rem;font-size:.86rem}
.links .i{margin-right:.35em;font-size:.85em}
.links li:has(.i){max-width:100%}
`;

const findings = `
#filters{display:flex;flex-wrap:wrap;align-items:end;gap:.5rem .75rem;padding:.65rem .9rem;margin-bottom:1rem;background:var(--panel);border:1px solid var(--line);border-radius:6px;font-size:.88rem;position:sticky;top:0;z-index:3}
#filters fieldset{border:0;margin:0;padding:0;display:flex;gap:.2rem .7rem;flex-wrap:wrap;min-height:2rem;align-items:center}
#filters legend,#filters label{color:var(--soft);font-size:.84rem}
#filters legend{padding:0;float:left;width:100%}
#filters .check{display:inline-flex;align-items:center;gap:.35em;color:var(--text)}
#filters .check input{accent-color:var(--accent);margin:0;width:1rem;height:1rem}
#filters label:not(.check){display:flex;flex-direction:column;min-width:0}
#filters select,#filters input[type=search]{font:inherit;color:var(--text);background:var(--bg);border:1px solid var(--edge);border-radius:4px;padding:.22rem .4rem;width:8.3rem;height:2rem}
#filters .search{flex:1 1 6rem}
#filters .search input{width:100%}
#filters button{font:inherit;color:var(--accent);background:var(--bg);border:1px solid var(--edge);border-radius:4px;height:1.8rem;padding:0 .7rem;cursor:pointer;white-space:nowrap}
#filters .result{flex-basis:100%;display:flex;justify-content:space-between;align-items:center;gap:1rem}
#shown{font-weight:600}
.file{margin-bottom:1.8rem}
.file>h3{display:flex;justify-content:space-between;gap:1rem;align-items:baseline;margin-bottom:.5rem;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.95rem}
.file>h3 .name{overflow-wrap:anywhere}
.file>h3 small{white-space:nowrap;font-family:system-ui,sans-serif}
.finding{border:1px solid var(--line);border-left:4px solid var(--edge);border-radius:5px;padding:.65rem .9rem .6rem;margin-bottom:.7rem;scroll-margin-top:120px}
.finding.error{border-left-color:var(--error)}
.finding.warning{border-left-color:var(--warning)}
.finding.note{border-left-color:var(--note)}
.finding:target{outline:2px solid var(--accent);outline-offset:1px}
.finding h4{font-size:.98rem;font-weight:600;line-height:1.4;overflow-wrap:anywhere}
.finding h4 .badge{margin-right:.45em;vertical-align:baseline;font-size:.88rem}
.where{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem .9rem;color:var(--soft);font-size:.86rem;margin:.1rem 0 .45rem}
.where .place{font-variant-numeric:tabular-nums}
.anchor{text-decoration:none;color:var(--soft)}
.brief{padding:.3rem .7rem;font-size:.92rem;margin-bottom:.3rem}
.brief .where{display:inline-flex;margin:0}
.help{margin:.45rem 0;max-width:56rem;overflow-wrap:anywhere}
.meta{display:flex;flex-wrap:wrap;gap:.05rem 1.1rem;color:var(--soft);font-size:.83rem;border-top:1px solid var(--line);padding-top:.35rem;margin-top:.5rem}
.meta .about{flex-basis:100%}
.meta .other{color:var(--text)}
.address{display:none}
.frame{margin:.3rem 0;padding:.35rem 0;background:var(--panel);border:1px solid var(--line);border-radius:4px;line-height:1.5;font-size:.84rem}
.frame code{font-size:1em;display:block}
.l{display:block;padding:0 .7rem 0 4.2rem;text-indent:-4.2rem;white-space:pre-wrap;overflow-wrap:anywhere;color:var(--soft)}
.l.on{color:var(--text)}
.n{display:inline-block;width:3.2rem;margin-right:1rem;text-align:right;text-indent:0;color:var(--soft);user-select:none;-webkit-user-select:none}
.more{display:block;padding-left:4.2rem;color:var(--soft)}
mark{color:var(--text);background:var(--note-bg);border-bottom:2px solid var(--note);padding:.05em 0;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.frame.error mark,mark.error{background:var(--error-bg);border-bottom-color:var(--error)}
.frame.warning mark,mark.warning{background:var(--warning-bg);border-bottom-color:var(--warning)}
mark:empty{border-left:3px solid var(--error);padding:.1em 0}
.passage{border:1px solid var(--line);border-radius:4px;background:var(--panel);padding:.4rem .8rem .5rem;margin:.3rem 0}
.passage figcaption{color:var(--soft);font-size:.83rem}
.passage p,.paragraph{white-space:pre-wrap;max-width:48rem;overflow-wrap:anywhere}
.fixes{margin:.45rem 0}
.fix{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}
.fix>div{min-width:0}
.side{color:var(--soft);font-size:.83rem}
del{color:var(--error);background:var(--error-bg)}
ins{color:var(--good);background:var(--good-bg)}
.waived li{margin-bottom:.6rem}
.waived .where{margin:0}
`;

const rest = `
.subject{margin-bottom:1.8rem}
.facts-line{color:var(--soft);font-size:.9rem;margin-bottom:.4rem}
.canvas{overflow-x:auto;border:1px solid var(--line);border-radius:6px;padding:14px;margin-bottom:.5rem}
.graph{display:block;width:100%;max-width:1000px;height:auto}
.layered{min-width:880px}
.stacked{display:none}
.graph text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--text);white-space:pre}
.graph .detail{font-size:11px;fill:var(--soft)}
.graph .marks{font-size:11px;font-weight:700;text-anchor:end;fill:var(--error)}
.graph rect{fill:var(--bg);stroke:var(--edge);stroke-width:1}
.graph .self rect{stroke:var(--accent);stroke-width:2.2}
.graph .self text:first-of-type{font-weight:700}
.graph .danger rect{fill:var(--error-bg);stroke:var(--error);stroke-width:2}
.graph .caution rect{fill:var(--warning-bg);stroke:var(--warning);stroke-width:2}
.graph .danger .detail,.graph .caution .detail,.graph .right .detail{fill:var(--text)}
.graph .faint rect,.graph .missing rect{stroke-dasharray:4 3}
.graph .right rect{fill:var(--error-bg);stroke:var(--error);stroke-width:3}
.graph .right text:first-of-type{font-weight:700}
.edge{fill:none;stroke:var(--edge);stroke-width:1.2}
.edge.danger{stroke:var(--error);stroke-width:2}
.edge.missing{stroke-dasharray:4 3}
.graph .tip{fill:var(--error)}
.tree,.tree ul,.tree ol{padding-left:1.2rem;font-size:.92rem}
.tree li{margin:.1rem 0}
.asides{margin-bottom:1rem;font-size:.93rem}
.text{margin-bottom:1.4rem}
.text h3{margin-bottom:.35rem}
.paragraph{margin:.2rem 0 .5rem}
.under{color:var(--soft);font-size:.86rem;margin-top:.5rem}
.footnotes{font-size:.83rem;color:var(--soft);margin-bottom:.6rem}
a.to{color:inherit;text-decoration:none}
a.to:hover mark{border-bottom-width:3px}
#evidence h3{margin:1.2rem 0 .4rem}
.missing-list{font-size:.92rem}
.missing-list>div{display:grid;grid-template-columns:9rem 1fr;gap:.2rem 1rem;padding:.35rem 0;border-bottom:1px solid var(--line)}
.missing-list dt{font-weight:600}
.idle{margin-top:1.2rem}
.idle ul{font-size:.9rem}
`;

const narrow = `
@media (max-width:900px){
.head,.layout,footer{padding-left:16px;padding-right:16px}
.layout{display:block;padding-top:10px}
.contents{position:static;margin-bottom:1.2rem}
.contents ul{display:flex;flex-wrap:wrap;gap:0 .3rem}
.contents a{margin:0;padding:.3rem .5rem}
#filters{position:static}
.finding{scroll-margin-top:12px}
.fix{grid-template-columns:1fr}
.canvas{border:0;padding:0}
.layered{display:none}
.stacked{display:block;max-width:420px}
}
@media (max-width:640px){
h1{font-size:1.4rem}
.totals ul{gap:.2rem 1.1rem}
.totals b{font-size:1.25rem}
.overview{width:100%;font-size:.86rem}
.overview th,.overview td{padding-right:.35rem}
.overview thead .badge{flex-direction:column;gap:0;font-size:.72rem;white-space:normal;text-align:left;align-items:start}
.policies,.policies tbody,.policies tr,.policies th,.policies td{display:block}
.policies thead{display:none}
.policies tr{border-bottom:1px solid var(--line);padding:.5rem 0}
.policies th,.policies td{border:0;padding:.1rem 0}
#filters select{width:100%}
#filters label:not(.check){flex:1 1 100%}
.finding{padding:.55rem .65rem}
.l{padding-left:2.9rem;text-indent:-2.9rem}
.n{width:2.2rem;margin-right:.7rem}
.more{padding-left:2.9rem}
.missing-list>div{grid-template-columns:1fr}
}
`;

const print = `
@media print{
:root{color-scheme:light;${light}}
@page{margin:14mm 13mm}
html{font-size:9.4pt}
body{font-size:1rem;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.skip,.contents,#filters,.anchor{display:none!important}
.head,.layout,footer{padding-left:0;padding-right:0;max-width:none}
.layout{display:block}
h2,h3,h4,.where,.facts-line,.under,summary,caption,thead{break-after:avoid}
.finding,.passage,.frame,.policies tr,.standing,.canvas,.paragraph,tr{break-inside:avoid}
tbody tr:first-child{break-before:avoid}
.finding:has(.fixes){break-inside:auto}
.address{display:inline;overflow-wrap:anywhere}
.wide,.canvas{overflow:visible}
.layered{display:block;min-width:0}
.stacked{display:none}
details::details-content{content-visibility:visible!important;display:block!important;height:auto!important}
summary{list-style:none}
a{color:inherit}
}
`;

/** The style sheet. */
export const style = `:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}${base}${layout}${board}${findings}${rest}${narrow}${print}`;
