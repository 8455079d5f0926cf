// Reads a list of flowcharts from standard input, and writes what Mermaid's parser made of each.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const page = new JSDOM("<!doctype html><body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import("mermaid");

async function read(text) {
  try {
    const { diagramType, config } = await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    return {
      type: diagramType,
      theme: config.themeVariables ?? null,
      direction: db.getDirection(),
      title: db.getAccTitle(),
      description: db.getAccDescription(),
      boxes: [...db.getVertices().values()],
      lines: db.getEdges().map((edge) => ({ ...edge, style: edge.style ?? [] })),
      groups: db.getSubGraphs(),
      classes: [...db.getClasses().values()],
    };
  } catch (error) {
    return { error: error.message };
  }
}

const answers = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) answers.push(await read(text));
process.stdout.write(JSON.stringify(answers));
