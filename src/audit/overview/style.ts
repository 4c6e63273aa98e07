/** The style sheet of the overview: that of the report's page, and what is drawn here alone. */

import {style as report} from '../../report/html/style.ts';

const overview = `
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th.num,td.num{padding-right:1.1rem}
td.zero{color:var(--soft)}
td.state{display:table-cell;font-size:.9rem}
.state.clean{color:var(--good)}
.rows tbody th{font-weight:500;overflow-wrap:anywhere;min-width:9rem}
.rows td{white-space:nowrap}
.why{overflow-wrap:anywhere}
.bar{display:block;width:100%;min-width:120px;max-width:260px;height:12px}
.bar .violated,.bar .error,.bars .error{fill:var(--error)}
.bar .review,.bar .warning,.bars .warning{fill:var(--warning)}
.bar .satisfied,.bars .satisfied{fill:var(--good)}
.bar .not-assessed,.bars .not-assessed{fill:var(--line)}
.bar .note,.bars .note{fill:var(--note)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:1.2rem 2rem;margin-bottom:1rem}
.charts figcaption{font-weight:600;font-size:.92rem;margin-bottom:.3rem}
.chart{display:block;width:100%;height:auto;max-width:560px}
.chart text{font:11px system-ui,sans-serif;fill:var(--soft)}
.chart .value{fill:var(--text);font-weight:600}
.chart .axis{stroke:var(--line);stroke-width:1}
.chart .line{fill:none;stroke-width:2.2;stroke-linejoin:round}
.chart .line.error{stroke:var(--error)}
.chart .line.warning{stroke:var(--warning);stroke-dasharray:6 3}
.chart .line.note{stroke:var(--note);stroke-dasharray:2 3}
.chart circle.error{fill:var(--error)}
.chart circle.warning{fill:var(--warning)}
.chart circle.note{fill:var(--note)}
.spark{display:block;width:120px;height:24px}
.spark .line{fill:none;stroke-width:2}
.spark .worse{stroke:var(--error)}
.spark .better{stroke:var(--good)}
main h3{margin:1.1rem 0 .3rem}
.layout.reports main h3{margin:0 0 .5rem}
.standing.bad>.i,.totals .gained>.i{color:var(--error)}
.totals .mended>.i{color:var(--good)}
.totals .gained b{color:var(--error)}
.totals .mended b{color:var(--good)}
.totals .zero b{color:var(--soft)}
#more{font:inherit;color:var(--accent);background:var(--bg);border:1px solid var(--edge);border-radius:4px;padding:.35rem 1rem;margin-top:.8rem;cursor:pointer}
#filters{position:static}
#filters select{width:11rem}
.members{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.1rem .9rem;font-size:.9rem}
.layout.reports{grid-template-columns:250px minmax(0,1fr)}
.others{position:sticky;top:0;max-height:100vh;overflow:auto;align-self:start;font-size:.9rem;padding:18px 0}
.others ul{list-style:none;padding:0}
.others a{display:flex;justify-content:space-between;gap:.6em;padding:.2rem .5rem;margin-left:-.5rem;color:inherit;text-decoration:none;border-radius:4px}
.others a:hover{background:var(--panel);color:var(--accent)}
.others a[aria-current]{background:var(--note-bg);font-weight:600}
.others .name{overflow-wrap:anywhere}
.others .said{color:var(--soft);white-space:nowrap;font-variant-numeric:tabular-nums;font-size:.86rem}
.others a[aria-current] .said{color:var(--text)}
#report .frame .l{padding-left:.7rem;text-indent:0}
#report>details{margin-bottom:2rem}
#report>h1{margin-bottom:.4rem}
#report .group td:first-child{width:38%;overflow-wrap:anywhere}
#report td{overflow-wrap:anywhere}
#report td .badge{white-space:nowrap}
@media (max-width:900px){
.others{position:static;max-height:14rem;padding:0;margin-bottom:1rem;border:1px solid var(--line);border-radius:6px}
.others a{margin:0}
.others .brand{padding:.3rem .5rem 0}
}
@media (max-width:640px){
.layout .asks{display:none}
.bar{min-width:54px}
th,td{padding-right:.5rem}
th.num,td.num{padding-right:.6rem}
#filters select{width:100%}
.badge{font-size:.78rem}
}
@media print{.others,#more{display:none!important}}
`;

/** The style sheet. */
export const style = `${report}${overview}`;
