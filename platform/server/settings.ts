/** What the surroundings say: read once at start, wrong values refused plainly before anything is opened. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface Settings {
  readonly port: number
  readonly host: string
  /** Reachable from other machines. */
  readonly public: boolean
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly demo: boolean
  readonly demoResidents: number | null
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Behind a proxy that ends TLS: cookies are marked Secure. */
  readonly secureCookies: boolean
  readonly uploadLimit: number
  readonly secret: string
  /** Address of a public randomness beacon (drand), without a slash at its end; null: none. */
  readonly beacon: string | null
}

export class SettingsFault extends Error {}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])
const WEAK = /^(secret|change-?me|password|shouwang|test|dev)/i

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env['PORT'] ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SettingsFault(`PORT 应为 0–65535 的整数 must be a whole number from 0 to 65535: ${env['PORT']}`)
  const host = env['HOST'] ?? '127.0.0.1'
  const dataDir = resolve(env['DATA_DIR'] ?? './data')
  const databaseUrl = env['DATABASE_URL'] || null
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new SettingsFault('DATABASE_URL 应以 postgres:// 开头 must begin with postgres://')
  const open = !LOOPBACK.has(host)
  const given = env['SHOUWANG_SECRET']
  if ((databaseUrl || open) && !given)
    throw new SettingsFault(
      '使用 DATABASE_URL 或对外开放（HOST）时必须设置 SHOUWANG_SECRET（至少 32 个字符的随机串）。\nWith DATABASE_URL or a public HOST, SHOUWANG_SECRET must be set (a random text of at least 32 characters), e.g. openssl rand -base64 48',
    )
  if (given !== undefined && (given.length < 32 || WEAK.test(given) || new Set(given).size < 10))
    throw new SettingsFault('SHOUWANG_SECRET 太弱：至少 32 个随机字符 is too weak: at least 32 random characters')
  const cert = env['TLS_CERT']
  const key = env['TLS_KEY']
  if (Boolean(cert) !== Boolean(key))
    throw new SettingsFault('TLS_CERT 与 TLS_KEY 须同时设置 TLS_CERT and TLS_KEY go together')
  return {
    port,
    host,
    public: open,
    dataDir,
    databaseUrl,
    demo: env['DEMO'] === undefined ? !databaseUrl && !open : env['DEMO'] !== '0',
    demoResidents: env['DEMO_RESIDENTS'] ? Number(env['DEMO_RESIDENTS']) : null,
    tls: cert && key ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : null,
    secureCookies: Boolean(cert) || env['BEHIND_TLS'] === '1',
    uploadLimit: Number(env['UPLOAD_LIMIT_MB'] ?? 200) * 1024 * 1024,
    secret: given ?? ownSecret(dataDir),
    beacon: beaconAddress(env['SHOUWANG_BEACON']),
  }
}

/** Over HTTPS, or on this machine: what the draw rests on is not to be changed on the way. */
function beaconAddress(given: string | undefined): string | null {
  if (!given) return null
  const bare = given.replace(/\/+$/, '')
  const url = URL.canParse(bare) ? new URL(bare) : null
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && LOOPBACK.has(url.hostname)))
    throw new SettingsFault(
      'SHOUWANG_BEACON 应以 https:// 开头（本机可用 http://） must begin with https:// (http:// on this machine only)',
    )
  return bare
}

/** On the embedded database the secret is made once and kept beside the data, readable by its owner only. */
function ownSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8').trim()
}
