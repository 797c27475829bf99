// A thing written with Eclipse node-wot: says where it is on its first line, and lives until its input ends.
// Arguments: the security scheme (nosec, basic, bearer).
const { Servient } = require("@node-wot/core");
const { HttpServer } = require("@node-wot/binding-http");

const net = require("net");

const scheme = process.argv[2] ?? "nosec";

async function main() {
  const servient = new Servient();
  const port = await freePort();
  // Its own choice of addresses would be those of the network, which is not where the tests are.
  const http = new HttpServer({ port, address: "127.0.0.1", baseUri: `http://127.0.0.1:${port}`, security: [{ scheme }] });
  servient.addServer(http);
  if (scheme === "bearer") {
    // Its own check knows the scheme only as "Bearer", its description only as "bearer" (binding-http 0.9.2).
    const check = http.checkCredentials;
    http.checkCredentials = (thing, request) =>
      check.call(http, { id: thing.id, security: ["b"], securityDefinitions: { b: { scheme: "Bearer" } } }, request);
  }
  if (scheme === "basic") {
    servient.addCredentials({ "urn:dev:wot:counterpart": { username: "guard", password: "right horse" } });
  }
  if (scheme === "bearer") {
    servient.addCredentials({ "urn:dev:wot:counterpart": { token: "t0k3n" } });
  }
  const wot = await servient.start();

  const state = { enabled: true, temperature: 21.5, label: "hall" };
  const thing = await wot.produce({
    id: "urn:dev:wot:counterpart",
    title: "counterpart",
    description: "A thing of a third party",
    securityDefinitions: { [`${scheme}_sc`]: { scheme } },
    security: [`${scheme}_sc`],
    properties: {
      status: {
        type: "object",
        readOnly: true,
        observable: true,
        properties: {
          id: { type: "string" },
          enabled: { type: "boolean" },
          capabilities: {
            type: "array",
            items: {
              anyOf: [
                { type: "object", properties: { type: { const: "sensor" } }, required: ["type"] },
                { type: "object", properties: { type: { const: "siren" } }, required: ["type"] },
              ],
            },
          },
        },
        required: ["id", "enabled", "capabilities"],
      },
      temperature: { type: "number", unit: "celsius", readOnly: true, observable: true },
      label: { type: "string", maxLength: 20 },
    },
    actions: {
      toggle: {
        input: { type: "object", properties: { enable: { type: "boolean" } }, required: ["enable"] },
        output: { type: "string" },
      },
    },
    events: {
      measurement: {
        data: {
          type: "object",
          properties: { measure: { type: "string" }, unit: { type: "string" }, value: { type: "number" } },
          required: ["measure", "value"],
        },
      },
    },
  });
  thing.setPropertyReadHandler("status", async () => ({
    id: "urn:dev:wot:counterpart",
    enabled: state.enabled,
    capabilities: [
      { type: "sensor", capturingInterval: 500, measure: { type: "temperature", unit: "celsius" } },
      { type: "siren" },
    ],
  }));
  thing.setPropertyReadHandler("temperature", async () => state.temperature);
  thing.setPropertyReadHandler("label", async () => state.label);
  thing.setPropertyWriteHandler("label", async (input) => {
    state.label = await input.value();
  });
  thing.setActionHandler("toggle", async (input) => {
    state.enabled = (await input.value()).enable;
    return state.enabled ? "enabled" : "disabled";
  });
  await thing.expose();
  setInterval(() => {
    state.temperature = Math.round((state.temperature + 0.1) * 10) / 10;
    thing.emitPropertyChange("temperature");
    thing.emitEvent("measurement", { measure: "temperature", unit: "celsius", value: state.temperature });
  }, 100);
  process.stdout.write(`http://127.0.0.1:${port}/counterpart\n`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

process.stdin.on("end", () => process.exit(0)).resume();
main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
