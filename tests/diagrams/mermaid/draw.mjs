// Reads a list of flowcharts from standard input, and writes the labels that Mermaid draws of each.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const page = new JSDOM("<!doctype html><body></body>", { pretendToBeVisual: true });
const { window } = page;
globalThis.window = window;
globalThis.document = window.document;
globalThis.Element = window.Element;
globalThis.SVGElement = window.SVGElement;
// What a browser has besides; how large things are makes no difference to the words.
window.SVGElement.prototype.getBBox = () => ({ x: 0, y: 0, width: 100, height: 20 });
window.SVGElement.prototype.getComputedTextLength = () => 100;
window.CSS = { supports: () => true };
globalThis.CSSStyleSheet = class {
  cssRules = [];
  insertRule(rule) {
    this.cssRules.push({ cssText: rule });
  }
};
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

const drawn = [];
for (const [number, text] of JSON.parse(readFileSync(0, "utf8")).entries()) {
  const { svg } = await mermaid.render(`chart-${number}`, text);
  const labels = new JSDOM(svg).window.document.querySelectorAll(".nodeLabel, .edgeLabel p");
  drawn.push([...labels].map((label) => label.innerHTML));
}
process.stdout.write(JSON.stringify(drawn));
