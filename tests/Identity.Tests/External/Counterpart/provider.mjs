// A real OpenID provider for the tests: node provider.mjs <port> <redirect uri>. Anybody signs in with any password; what is said of them
// depends on the name. Each start makes a new key, so that a restart is a key rotation. Its id tokens live for one minute.
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import Provider from 'oidc-provider'

const [port, redirectUri] = process.argv.slice(2)
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const people = {
  ada: { groups: ['operators', 'visitors'], given_name: 'Ada', family_name: 'Lovelace' },
  eve: { email_verified: false },
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'vedette', client_secret: 'a secret & more', redirect_uris: [redirectUri], token_endpoint_auth_method: 'client_secret_basic' }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }] },
  cookies: { keys: ['only for tests'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username', 'given_name', 'family_name', 'groups'] },
  pkce: { required: () => true },
  ttl: { IdToken: 60, AccessToken: 60, AuthorizationCode: 60, Interaction: 600, Session: 600, Grant: 600 },
  findAccount: (_, name) => ({
    accountId: name,
    claims: () => ({ sub: name, preferred_username: name, email: `${name}@example.org`, email_verified: true, ...people[name] }),
  }),
})

provider.listen(Number(port), '127.0.0.1')
