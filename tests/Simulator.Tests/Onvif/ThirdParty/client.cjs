// Asks a device everything the npm package "onvif" can, and writes what it heard as lines of JSON.
// node client.cjs PORT PATH USER PASSWORD ws|digest DISCOVERY_PORT
const dgram = require('node:dgram');
const { promisify } = require('node:util');
const { Cam, Discovery } = require('onvif');

const [port, path, username, password, signIn, discoveryPort] = process.argv.slice(2);
const say = (step, heard) => process.stdout.write(JSON.stringify({ step, heard }) + '\n');

// The package searches by multicast only; its search is led to the simulator's port, the words stay its own.
const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (message, offset, length) {
  return send.call(this, message, offset, length, Number(discoveryPort), '127.0.0.1');
};

async function search() {
  const found = await new Promise((resolve, reject) => Discovery.probe({ timeout: 1000 }, (error, cams) => (error ? reject(error[0]) : resolve(cams))));
  say('search', found.map((cam) => ({ hostname: cam.hostname, port: Number(cam.port), path: cam.path })));
}

async function main() {
  await search();
  const cam = await new Promise((resolve, reject) => {
    const made = new Cam({ hostname: '127.0.0.1', port: Number(port), path, username, password, timeout: 20000, useWSSecurity: signIn === 'ws' }, (error) => (error ? reject(error) : resolve(made)));
  });
  const ask = (name, ...rest) => promisify(cam[name]).apply(cam, rest);
  say('profiles', cam.profiles.map((profile) => profile.$.token));
  say('device', await ask('getDeviceInformation'));
  say('stream', (await ask('getStreamUri', { protocol: 'RTSP' })).uri);
  say('snapshot', (await ask('getSnapshotUri')).uri);
  say('nodes', Object.keys(await ask('getNodes')));
  await ask('continuousMove', { x: 0.5, y: 0, zoom: 0, timeout: 5000 });
  await ask('stop', { panTilt: true, zoom: true });
  await ask('absoluteMove', { x: -0.5, y: 0.25, zoom: 0.75 });
  say('position', (await ask('getStatus')).position);
  await ask('setPreset', { presetName: 'Gate' });
  const preset = (await ask('getPresets')).Gate.$.token;
  await ask('absoluteMove', { x: 0, y: 0, zoom: 0 });
  await ask('gotoPreset', { preset });
  say('preset', (await ask('getStatus')).position);
  await ask('removePreset', { presetToken: preset });
  say('removed', Object.keys(await ask('getPresets')));
  // It unsubscribes by itself when nobody listens any more; a second request beside that one would share its headers.
  const unsubscribe = cam.unsubscribe.bind(cam);
  const left = new Promise((resolve, reject) => {
    cam.unsubscribe = () => unsubscribe((error) => (error ? reject(error) : resolve()));
  });
  await new Promise((resolve, reject) => {
    cam.on('eventsError', reject);
    cam.on('event', (event) => {
      const { $: { PropertyOperation: operation }, data } = event.message.message;
      say('event', { topic: event.topic._, operation, active: data.simpleItem.$.Value });
      if (data.simpleItem.$.Value === true || data.simpleItem.$.Value === 'true') {
        cam.removeAllListeners('event');
        resolve();
      }
    });
  });
  await left;
  say('end', true);
}

main().then(() => process.exit(0), (error) => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
