/**
 * What a keeper's phone meets at the bench: the built pages, and as much of the server's answers as a shift asks for, made up and held in memory, so that
 * what is measured is the phone. Passes are plainly invented; codes are signed with a key made on the spot.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { gates } from '../../modules/gate/contract.ts'
import type { CrossingFact } from '../../modules/gate/model.ts'
import { passCode } from '../../modules/pass/envelope.ts'
import type { PassAtGate } from '../../modules/pass/model.ts'
import { passNumberOf } from '../../modules/pass/pass-number.ts'
import { defaultPassPolicy, type PassPolicy } from '../../modules/pass/policy.ts'
import type { InputOf } from '../../platform/pure/contract.ts'

const root = join(import.meta.dirname, '..', '..', 'dist')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}
const COMPOUND = 'd01.s01.c02.p01.'
const KEY = '00c0ffee'
const DAY = 24 * 3600_000
const id = (kind: number, n: number): string => `0190000${kind}-0000-7000-8000-${String(n).padStart(12, '0')}`
const SURNAMES = [...'桃柳杏梨柏松竹兰荷菊']
const GIVEN = [...'一二三四五六七八九十春夏秋冬']

const iso = (ms: number): string => new Date(ms).toISOString()

export function inventedPass(n: number): PassAtGate {
  return {
    passId: id(1, n),
    number: passNumberOf(n * 97),
    kind: n % 5 === 0 ? 'tenant' : 'resident',
    scope: [COMPOUND],
    holder: {
      name: `${SURNAMES[n % 10]}*${GIVEN[n % 14]}`,
      sex: n % 2 === 0 ? 'female' : 'male',
      birthYear: 1930 + (n % 80),
    },
    household: `h${Math.floor(n / 3)}`,
    from: iso(Date.now() - 10 * DAY),
    until: iso(Date.now() + 10 * DAY),
    standing: 'valid',
  }
}

export interface PhoneServer {
  readonly url: string
  readonly passes: PassAtGate[]
  readonly crossings: CrossingFact[]
  /** The code on a holder's phone, made `ago` ms ago; by a key that nobody knows when `forged`. */
  code(pass: PassAtGate, more?: { ago?: number; form?: 'phone' | 'card'; forged?: boolean; scope?: string }): string
  close(): Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  let text = ''
  for await (const part of request) text += String(part)
  return JSON.parse(text || '{}')
}

export async function phoneServer(count: number, policy: Partial<PassPolicy> = {}): Promise<PhoneServer> {
  const ours = generateKeyPairSync('ed25519')
  const theirs = generateKeyPairSync('ed25519')
  const publicKey = ours.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const passes = Array.from({ length: count }, (_, n) => inventedPass(n))
  const crossings: CrossingFact[] = []
  const gate = {
    ...{ id: id(2, 1), path: COMPOUND, name: '桃花苑东门', serves: [COMPOUND], state: 'open' as const, hours: [] },
    ...{ point: null, fireExit: false, keyHolder: null },
  }
  const grant = { id: id(3, 1), role: 'gate-keeper', path: COMPOUND, areaName: '桃花苑' }
  const me = {
    ...{ accountId: id(3, 2), name: '守门人', demo: true, mustChange: false, streetId: 'd01.s01' },
    ...{ grant, grants: [grant], deviceId: null },
  }
  const ops = gates.operations
  const answers: Record<string, (input: never) => unknown> = {
    '/api/access/me': () => me,
    '/api/access/login': () => me,
    '/api/access/report-device': () => ({ now: iso(Date.now()) }),
    [ops.myGates.url]: () => ({ gates: [gate, { ...gate, id: id(2, 2), name: '桃花苑西门' }] }),
    [ops.gatePocket.url]: () => ({
      ...{ gate, now: iso(Date.now()) },
      measure: { id: id(4, 1), until: iso(Date.now() + 5 * DAY), policy: { ...defaultPassPolicy, ...policy } },
      keys: [{ keyId: KEY, publicKey, from: iso(Date.now() - 20 * DAY), retiredAt: null, leaked: false }],
      duty: [{ name: '值班员陶', phone: '000-0001' }],
    }),
    [ops.passList.url]: ({ cursor, limit = 2000 }: InputOf<typeof ops.passList>) => {
      const from = Number(cursor ?? 0)
      return {
        passes: passes.slice(from, from + limit),
        cursor: String(Math.min(passes.length, from + limit)),
        more: from + limit < passes.length,
      }
    },
    [ops.crossedSince.url]: () => ({ crossings: [], cursor: '0', more: false }),
    [ops.recordCrossings.url]: ({ items }: InputOf<typeof ops.recordCrossings>) => {
      const known = new Set(crossings.map((fact) => fact.id))
      crossings.push(...items.filter((fact) => !known.has(fact.id)))
      return { items: items.map(({ id: of, light, because }) => ({ id: of, known: known.has(of), light, because })) }
    },
    [ops.recordShift.url]: ({ items }: InputOf<typeof ops.recordShift>) => ({
      items: items.map(({ id: of }) => ({ id: of, known: false })),
    }),
  }
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://bench').pathname)
    const answer = answers[path]
    if (answer)
      return void bodyOf(request).then((input) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(answer(input as never)))
      })
    const wanted = join(root, path)
    const file = extname(path) !== '' && existsSync(wanted) ? wanted : join(root, 'field', 'index.html')
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
    response.statusCode = path.startsWith('/api/') ? 404 : 200
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passes,
    crossings,
    code(pass, { ago = 5000, form = 'phone', forged = false, scope = COMPOUND } = {}) {
      const made = Math.floor((Date.now() - ago) / 1000)
      const { passId, kind, holder, household } = pass
      const expires = form === 'phone' ? made + 300 : Math.floor(Date.parse(pass.until) / 1000)
      const claims = { passId, form, kind, scope: [scope], holder, household, notBefore: made, expires }
      const { privateKey } = forged ? theirs : ours
      return passCode(claims, KEY, (bytes) => Uint8Array.from(sign(null, bytes, privateKey)))
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
