/** The look of the HTML export: readable on a screen by night and by day, and on paper. */
export const htmlStyle = `
:root { color-scheme: light dark; --ink: #1c1d20; --quiet: #62656b; --line: #dcdde0; --paper: #fff; --tint: #f5f6f7; --accent: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e8ea; --quiet: #a3a6ad; --line: #3d4047; --paper: #17181b; --tint: #212328; --accent: #8ab8f0; } }
* { box-sizing: border-box; }
body { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--paper); max-width: 66rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; overflow-wrap: anywhere; }
header { border-bottom: 2px solid var(--ink); padding-bottom: 1rem; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.25rem; margin: 2.6rem 0 .8rem; } h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p { margin: .5rem 0; } .quiet, .prompt { color: var(--quiet); } .prompt { font-style: italic; }
.severity { display: inline-block; border-radius: 4px; padding: 0 .5rem; background: var(--ink); color: var(--paper); font-weight: 600; text-transform: uppercase; font-size: .85rem; }
dl.summary { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.2rem; margin: 0; } dl.summary dt { color: var(--quiet); } dl.summary dd { margin: 0; }
ul.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; padding: 0; list-style: none; }
ul.tiles li { background: var(--tint); border-radius: 8px; padding: .7rem .9rem; } ul.tiles b { display: block; font-size: 1.2rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem; border-bottom: 1px solid var(--line); } th { color: var(--quiet); font-weight: 600; white-space: nowrap; border-bottom-color: var(--quiet); }
td.fixed, table.timeline td { white-space: nowrap; font-variant-numeric: tabular-nums; } td.text, table.timeline td:last-child { white-space: pre-line; overflow-wrap: anywhere; min-width: 16rem; } table.narrow td.text { min-width: 0; }
tr.day th { background: var(--tint); color: var(--ink); padding-top: .6rem; } thead td { border-bottom-color: var(--quiet); } tr.marked { background: color-mix(in srgb, var(--accent) 10%, transparent); } s { color: var(--quiet); }
ul.marked { padding-left: 1.2rem; } ul.marked li { margin: .4rem 0; white-space: pre-line; } p.blank { min-height: 4.5rem; } figure { margin: 0 0 1rem; } figure svg { display: block; width: 100%; height: auto; border-radius: 8px; }
pre { background: var(--tint); border-radius: 8px; padding: .8rem 1rem; margin: .4rem 0 1rem; overflow-x: auto; font: .82rem/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: normal; } code { font: .88em ui-monospace, Menlo, Consolas, monospace; }
.lines { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 1.2rem; }
details { border-bottom: 1px solid var(--line); padding: .45rem 0; } summary { cursor: pointer; } summary:hover { color: var(--accent); }
table.narrow { width: auto; min-width: min(100%, 26rem); }
table.blank { table-layout: fixed; } table.blank td { height: 2.2rem; }
@media screen and (max-width: 44rem) {
  body { padding: 1.5rem 1rem 3rem; } td.fixed { white-space: normal; } td.text { min-width: 0; } dl.summary { grid-template-columns: 1fr; } dl.summary dd { margin-bottom: .5rem; }
  table.stack thead, table.timeline thead { display: none; } table.stack tr, table.timeline tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  table.stack td, table.timeline td { display: inline-block; border: 0; padding: 0 .8rem 0 0; color: var(--quiet); } table.stack td.text, table.timeline td:last-child { display: block; min-width: 0; padding: 0; color: var(--ink); } tr.day th { display: block; }
}
@media print {
  @page { margin: 16mm 14mm; }
  :root { --ink: #000; --quiet: #444; --line: #bbb; --paper: #fff; --tint: #f2f2f2; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; } thead { display: table-header-group; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 8pt; } .scroll { overflow: visible; } td.text, table.timeline td:last-child { min-width: 0; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; } summary { list-style: none; font-weight: 600; break-after: avoid; }
}
`;
