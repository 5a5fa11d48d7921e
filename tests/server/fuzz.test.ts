/**
 * Every operation of every contract under inputs made from its own schema, right and wrong: never a 5xx, always words in two
 * languages, and nothing that anybody typed comes back in a problem.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Composed, compose } from '../../apps/server/compose.ts'
import { deployment } from '../../modules/deployment/contract.ts'
import { enterprises } from '../../modules/enterprise/contract.ts'
import { gates } from '../../modules/gate/contract.ts'
import { laboratory } from '../../modules/laboratory/contract.ts'
import { matching } from '../../modules/matching/contract.ts'
import { mobilize } from '../../modules/mobilize/contract.ts'
import { operations } from '../../modules/operation/contract.ts'
import { pass } from '../../modules/pass/contract.ts'
import { picture } from '../../modules/picture/contract.ts'
import { register } from '../../modules/register/contract.ts'
import { selftest } from '../../modules/selftest/contract.ts'
import { staff } from '../../modules/staff/contract.ts'
import { testing } from '../../modules/testing/contract.ts'
import { volunteer } from '../../modules/volunteer/contract.ts'
import { access } from '../../platform/pure/access-contract.ts'
import type { Operation } from '../../platform/pure/contract.ts'
import { type FreshDatabase, freshDatabase } from '../cluster.ts'
import { type Browser, signedIn } from '../http.ts'
import { dwelling, HOME, OTHER, SECRET, STREET, smallWorld } from '../small-world.ts'

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly pattern?: string
  readonly maxLength?: number
}
const MARK = 'kein-mensch-tippt-das'
const PATHS = ['d01.', STREET, HOME, OTHER, dwelling(HOME, 1), `${HOME}p1.g01.`, 'd99.s99.', 'zz.']

/** Values that the schema takes. */
function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(fitting))
  switch (schema.type) {
    case 'object': {
      const required = new Set(schema.required ?? [])
      const fields = Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, fitting(inner)] as const)
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] })
    }
    case 'array':
      return fc.array(fitting(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: (schema.minItems ?? 0) + 2,
      })
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.ceil(Math.max(schema.minimum ?? -5, -1e9)),
        max: Math.min(schema.maximum ?? 500, 1e9),
      })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      if (schema.format === 'uuid') return fc.uuid()
      if (schema.format === 'date-time')
        return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((d) => d.toISOString())
      if (schema.format === 'date')
        return fc
          .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
          .map((d) => d.toISOString().slice(0, 10))
      if (schema.pattern?.includes('a-z0-9]+\\.')) return fc.constantFrom(...PATHS)
      return fc.string({ unit: 'binary', maxLength: Math.min(schema.maxLength ?? 40, 40) })
    default:
      return fc.jsonValue()
  }
}
/** Mostly what the schema takes, sometimes with one field of it replaced by anything, sometimes anything at all. */
const inputs = (schema: Schema): fc.Arbitrary<unknown> => {
  const right = fitting(schema)
  const spoiled = fc
    .tuple(right, fc.nat(), fc.oneof(fc.jsonValue(), fc.constantFrom(MARK, '\u0000', '𝔘'.repeat(500), -1, 1e300)))
    .map(([value, at, bad]) => {
      const keys = Object.keys((value ?? {}) as object)
      return keys.length === 0 ? bad : { ...(value as object), [keys[at % keys.length]!]: bad }
    })
  return fc.oneof(
    { arbitrary: right, weight: 3 },
    { arbitrary: spoiled, weight: 2 },
    { arbitrary: fc.jsonValue(), weight: 1 },
  )
}

let accepted = 0
let db: FreshDatabase
let server: Composed
beforeAll(async () => {
  db = await freshDatabase()
  await smallWorld(db.adminUrl)
  server = await compose({
    appUrl: db.appUrl,
    dataDir: mkdtempSync(join(tmpdir(), 'shouwang-')),
    secret: SECRET,
    log: false,
  })
})
afterAll(async () => {
  await server.close()
  await db.drop()
})

// Those that end the very session they are called in, and those that cost a password hash each time.
const APART = new Set([
  '/api/access/logout',
  '/api/access/revoke-session',
  '/api/access/lose-device',
  '/api/access/login',
  '/api/access/change-password',
  '/api/access/set-password',
  '/api/access/create-account',
  '/api/access/disable-account',
  '/api/access/switch-grant',
])
const all = [
  ...[access, register, operations, enterprises, matching, staff, mobilize, volunteer, deployment],
  ...[pass, gates, testing, laboratory, selftest, picture],
]
  .flatMap((c) => Object.values(c.operations) as Operation[])
  .filter((op) => !APART.has(op.url))

/** One session each: signing in for every operation would soon count as guessing passwords. */
const sessions = new Map<string, Promise<Browser>>()
function sessionOf(login: string): Promise<Browser> {
  const session = sessions.get(login) ?? signedIn(server, login)
  sessions.set(login, session)
  return session
}

test.each(all.map((op) => [op.url, op] as const))('%s', async (_url, op) => {
  const schema = z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as Schema
  const role = Array.isArray(op.roles) ? (op.roles as string[]) : ['officer']
  const login = role.includes('officer') ? 'officer' : 'admin'
  const who = await sessionOf(login)
  await fc.assert(
    fc.asyncProperty(inputs(schema), async (input) => {
      const response = await server.app.inject({
        method: 'POST',
        url: op.url,
        headers: { 'x-shouwang': '1', 'content-type': 'application/json', cookie: who.cookie() },
        payload: JSON.stringify(input ?? null),
      })
      expect(response.statusCode, response.body).toBeLessThan(500)
      if (response.statusCode < 300) {
        accepted++
        return
      }
      const problem = response.json() as { words: unknown[] }
      expect(problem.words).toHaveLength(2)
      expect(response.body).not.toContain(MARK)
    }),
    { numRuns: 25 },
  )
})

test('a good part of what was sent was taken, or nothing was tried', () => {
  expect(accepted).toBeGreaterThan(150)
})
