/** What the phone sends when a button is pressed, and what it makes of the answers: sent, somebody was quicker, or not sent and nothing lost. */
import { afterEach, expect, test, vi } from 'vitest'
import { applicationOf } from '../../../tests/application.ts'
import type { Application } from '../application.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import { type Deciding, decide } from './decisions.ts'
import { type Choices, nothingChosen } from './draft.ts'
import { fieldWords } from './words.ts'

const ops = pass.operations
type Answer = 'ok' | 'away' | 'notNow' | 'lookFirst'
const last = { by: '桃小薇', mine: false, at: '2026-03-05T15:02:00.000Z', number: null }

/** A server that answers each operation so; every question is noted. */
function serve(answers: Readonly<Record<string, Answer>>, now: Partial<Application> = {}) {
  const asked: [string, unknown][] = []
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    asked.push([url.split('/').at(-1)!, JSON.parse(body)])
    const answer = answers[url.split('/').at(-1)!] ?? 'ok'
    if (answer === 'away') throw new TypeError('no network')
    if (answer !== 'ok') return Response.json(problems[answer], { status: 409 })
    return Response.json(url === ops.application.url ? { application: applicationOf(now), last } : {})
  })
  return asked
}
afterEach(() => vi.unstubAllGlobals())

const match = { residentId: crypto.randomUUID(), name: '桃某', path: 'd01.', place: '', idMasked: null, tenancy: null }
test.each<[string, Deciding, Partial<Application>, Partial<Choices>, [string, object][]]>([
  [
    ...(['whom the register knows: verified by it, then issued', 'issue', { match }, {}] as const),
    [
      ['verify', { residentId: match.residentId, path: 'd01.s01.c01.', how: 'register', looked: [] }],
      ['issue', { scope: null }],
    ],
  ],
  [
    ...(['a stranger: what was looked into, how and at which door', 'verify', {}] as const),
    { looked: ['not-in-register'], how: 'document', door: { path: 'd01.s01.c01.h1.', place: '101' } },
    [['verify', { residentId: null, path: 'd01.s01.c01.h1.', how: 'document', looked: ['not-in-register'] }]],
  ],
  ['a stranger, nothing said: met at the door', 'verify', {}, {}, [['verify', { how: 'door' }]]],
  ['verified already: only issued', 'issue', { state: 'verified' }, {}, [['issue', { scope: null }]]],
  [
    ...(['declined with its reason', 'decline', {}, { reason: 'not-living-here', text: '底册登记已搬离' }] as const),
    [['decline', { reason: 'not-living-here', text: '底册登记已搬离', looked: [] }]],
  ],
])('%s', async (_, what, application, choices, wanted) => {
  const asked = serve({})
  const made = await decide(applicationOf(application), what, { ...nothingChosen, ...choices })
  expect(made.kind).toBe('sent')
  expect(asked.slice(0, -1)).toMatchObject(wanted)
  expect(asked).toHaveLength(wanted.length + 1)
  expect(asked.at(-1)![0]).toBe('application')
})

test.each<[string, Record<string, Answer>, string, object]>([
  ['no network', { verify: 'away' }, 'unsent', { because: fieldWords.notSent, now: null }],
  ['the network goes between the two steps', { issue: 'away' }, 'unsent', { because: fieldWords.notSent, now: null }],
  ['somebody was quicker', { verify: 'notNow' }, 'late', { now: { last } }],
  ['quicker, and then the network goes', { verify: 'notNow', application: 'away' }, 'unsent', { now: null }],
  ['something new asks for a look', { verify: 'lookFirst' }, 'unsent', { because: problems.lookFirst.words }],
  ['sent, and how it stands is not heard', { application: 'away' }, 'sent', { now: null }],
])('%s', async (_, answers, kind, more) => {
  serve(answers)
  expect(await decide(applicationOf(), 'issue', nothingChosen)).toMatchObject({ kind, ...more })
})
