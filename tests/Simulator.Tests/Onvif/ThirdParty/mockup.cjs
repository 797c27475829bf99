// Starts the canned device that the npm package "onvif" 0.6.2 ships for its own tests, on free ports of 127.0.0.1 only,
// and writes them as a line of JSON. Ends when its standard input does.
const dgram = require('node:dgram');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
require('coffeescript/register');

const bind = dgram.Socket.prototype.bind;
dgram.Socket.prototype.bind = function (port, ready) {
  return bind.call(this, { port: 0, address: '127.0.0.1' }, ready);
};
dgram.Socket.prototype.addMembership = () => {};

const probe = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = probe.address();
  probe.close(() => {
    const listen = http.Server.prototype.listen;
    http.Server.prototype.listen = function (asked) {
      return listen.call(this, asked, '127.0.0.1');
    };
    Object.assign(process.env, { PORT: String(port), HOSTNAME: '127.0.0.1' });
    const mockup = require(path.join(path.dirname(require.resolve('onvif-mockup/package.json')), 'test', 'serverMockup.coffee'));
    const said = () => process.stdout.write(JSON.stringify({ port, discoveryPort: mockup.discover.address().port }) + '\n');
    mockup.server.listening ? said() : mockup.server.once('listening', said);
  });
});
process.stdin.resume().on('end', () => process.exit(0));
