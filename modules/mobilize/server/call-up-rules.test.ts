/** Rules that stand in the published file: exemptions set aside by an officer's name, and a public beacon, against a local one. */
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalCode } from '../../../tests/http.ts'
import { minutesFromNow, type MusterWorld, musterWorld } from '../../../tests/muster-world.ts'
import { freshId, STREET_ID } from '../../../tests/small-world.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { staff } from '../../staff/contract.ts'
import type { ExemptionKind } from '../../staff/model.ts'
import type { CallUpAsk } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { commitmentOf, type Transcript } from '../transcript.ts'
import { verify } from '../verify.ts'

const ops = mobilize.operations
/** A beacon of the shape of drand's: one round in ten seconds; it answers as it is told to. */
const beacon = { mode: 'up' as 'up' | 'down' | 'early' | 'lies' | 'forges' | 'slow', asked: [] as string[] }
const bls = bls12_381.shortSignatures
const { secretKey, publicKey } = bls.keygen(new Uint8Array(48).fill(7))
const signatureOf = (round: number, key = secretKey): string => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(round))
  const message = bls.hash(createHash('sha256').update(bytes).digest(), 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_')
  return bls.sign(message, key).toHex()
}
const another = bls.keygen(new Uint8Array(48).fill(8)).secretKey
const sha256OfHex = (hex: string): string => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
let fake: Server
let w: MusterWorld

beforeAll(async () => {
  fake = createServer((request, response) => {
    beacon.asked.push(request.url ?? '')
    const say = (status: number, body: unknown): void => void response.writeHead(status).end(JSON.stringify(body))
    if (beacon.mode === 'down') return void request.socket.destroy()
    if (beacon.mode === 'slow') return
    const info = { period: 10, genesis_time: 1_700_000_000, hash: 'c'.repeat(64), schemeID: 'bls-unchained-g1-rfc9380' }
    if (request.url === '/info') return say(200, { ...info, public_key: publicKey.toHex() })
    const round = Number(/^\/public\/(\d+)$/.exec(request.url ?? '')?.[1])
    if (beacon.mode === 'early') return say(404, { error: 'not found' })
    const signature = signatureOf(round, beacon.mode === 'forges' ? another : secretKey)
    say(200, { round, signature, randomness: sha256OfHex(beacon.mode === 'lies' ? `00${signature}` : signature) })
  })
  await new Promise<void>((done) => fake.listen(0, '127.0.0.1', done))
  const { port } = fake.address() as AddressInfo
  w = await musterWorld({ sizes: [20, 10, 0, 30], beacon: `http://127.0.0.1:${port}` })
})
afterAll(async () => {
  await w.close()
  fake.closeAllConnections()
  fake.close()
})

/** Committed, published, revealed: what is left is to draw. */
async function readyToDraw(ask: Partial<CallUpAsk>): Promise<{ callUpId: string; wave: number }> {
  const of = { callUpId: await w.draft({ ask: { seats: 6, ...ask } }), wave: 1 }
  const secrets = new Map<typeof w.officer, { value: string; nonce: string }>()
  for (const official of [w.officer, w.leader]) {
    const { by } = await official.call(ops.officialName, of)
    const secret = { value: freshId(), nonce: freshId() }
    secrets.set(official, secret)
    await official.call(ops.commit, { ...of, by, hash: commitmentOf({ by, ...secret }) })
  }
  await w.officer.call(ops.publish, of)
  for (const [official, secret] of secrets) await official.call(ops.reveal, { ...of, ...secret })
  return of
}
const fileOf = async (of: { callUpId: string; wave: number }): Promise<Transcript> =>
  JSON.parse((await w.officer.call(ops.transcript, of)).file) as Transcript
const waveOf = async ({ callUpId }: { callUpId: string }) =>
  (await w.officer.call(ops.callUp, { id: callUpId })).waves[0]!

describe('a public beacon', () => {
  test('the round is fixed before it exists and goes into the seed', async () => {
    beacon.mode = 'up'
    expect(await w.officer.call(ops.beacon, {})).toEqual({ host: expect.stringContaining('127.0.0.1') })
    const of = await readyToDraw({ beacon: 'required' })
    const promised = (await waveOf(of)).beacon!
    expect(Date.parse(promised.at)).toBeGreaterThan(Date.now() + 60_000)
    expect(promised).toMatchObject({ rule: 'required', chain: 'c'.repeat(64) })
    expect((await fileOf(of)).order.beacon).toEqual(promised)
    beacon.mode = 'early'
    expect(await refusalCode(w.officer.call(ops.draw, of))).toBe('mobilize.beaconNotYet')
    for (const mode of ['lies', 'forges'] as const) {
      beacon.mode = mode
      expect(await refusalCode(w.officer.call(ops.draw, of)), mode).toBe('mobilize.beaconWrong')
    }
    beacon.mode = 'up'
    expect(await w.officer.call(ops.draw, of)).toEqual({ people: 6, withoutBeacon: false })
    expect(beacon.asked.at(-1)).toBe(`/public/${promised.round}`)
    const file = await fileOf(of)
    expect(file.beacon).toBe(sha256OfHex(signatureOf(promised.round)))
    expect(verify(file, (await waveOf(of)).digest)).toMatchObject({ ok: true, facts: { beacon: { without: null } } })
    const swapped = { ...file, beaconRound: { round: promised.round + 1, signature: signatureOf(promised.round + 1) } }
    expect(verify(swapped).altered).toMatchObject([{ place: 'beacon', what: 'beaconRound' }])
    const signature = signatureOf(promised.round, another)
    const forged = { ...file, beacon: sha256OfHex(signature), beaconRound: { round: promised.round, signature } }
    expect(verify(forged).altered).toMatchObject([{ place: 'beacon', what: 'beaconSignature' }])
    expect(verify({ ...file, beacon: null }).altered).toMatchObject([{ place: 'beacon', what: 'beaconMissing' }])
    const other = { ...file, order: { ...file.order, beacon: { ...promised, rule: 'if-reachable' } } }
    expect(verify(other).altered).toMatchObject([{ place: 'order', what: 'digest' }])
  })

  test('required: no beacon, no draw, whoever asks for it', async () => {
    beacon.mode = 'up'
    const of = await readyToDraw({ beacon: 'required' })
    beacon.mode = 'down'
    await w.admin.query(`UPDATE mobilize.wave SET beacon = jsonb_set(beacon, '{at}', '"2026-01-01T00:00:00.000Z"')`)
    expect(await refusalCode(w.officer.call(ops.draw, { ...of, without: '断网了' }))).toBe('mobilize.beaconAway')
    const id = await w.draft({ ask: { seats: 6, beacon: 'required' } })
    for (const official of [w.officer, w.leader]) {
      const { by } = await official.call(ops.officialName, { callUpId: id, wave: 1 })
      const hash = commitmentOf({ by, value: 'a', nonce: 'b' })
      await official.call(ops.commit, { callUpId: id, wave: 1, by, hash })
    }
    expect(await refusalCode(w.officer.call(ops.publish, { callUpId: id, wave: 1 }))).toBe('mobilize.beaconAway')
  })

  test('if reachable: without it only after its time, by somebody who says why and is named; asked for once more all the same', async () => {
    beacon.mode = 'up'
    const of = await readyToDraw({ beacon: 'if-reachable' })
    beacon.mode = 'down'
    const without = '机房断网'
    expect(await refusalCode(w.officer.call(ops.draw, { ...of, without }))).toBe('mobilize.beaconAway')
    await w.admin.query(`UPDATE mobilize.wave SET beacon = jsonb_set(beacon, '{at}', '"2026-01-01T00:00:00.000Z"')`)
    expect(await refusalCode(w.officer.call(ops.draw, of))).toBe('mobilize.beaconAway')
    expect(await w.officer.call(ops.draw, { ...of, without })).toEqual({ people: 6, withoutBeacon: true })
    const file = await fileOf(of)
    expect(file).toMatchObject({ beacon: null, withoutBeacon: { why: without, by: '演示officer' } })
    expect(verify(file)).toMatchObject({ ok: true, facts: { beacon: { without: { why: without } } } })
    const { withoutBeacon: _, ...silent } = file
    expect(verify(silent).altered).toMatchObject([{ place: 'beacon', what: 'beaconUndecided' }])
    const { rows } = await w.admin.query(`SELECT data FROM platform.ledger WHERE type = 'mobilize.drawn-without'`)
    expect(rows).toEqual([{ data: { ...of, round: file.order.beacon!.round } }])

    beacon.mode = 'up'
    const again = await readyToDraw({ beacon: 'if-reachable' })
    await w.admin.query(`UPDATE mobilize.wave SET beacon = jsonb_set(beacon, '{at}', '"2026-01-01T00:00:00.000Z"')`)
    expect(await w.officer.call(ops.draw, { ...again, without })).toMatchObject({ withoutBeacon: false })
  })

  test('unreachable before anything is published: a draw that can do without promises none', async () => {
    beacon.mode = 'down'
    const of = await readyToDraw({ beacon: 'if-reachable' })
    expect((await waveOf(of)).beacon).toBeNull()
    expect(await w.officer.call(ops.draw, of)).toMatchObject({ people: 6 })
    expect((await fileOf(of)).order.beacon).toBeUndefined()
  })
})

describe('exemptions set aside', () => {
  const people: Record<string, string> = {}
  const note = (personId: string, kind: ExemptionKind) =>
    w.officer.call(staff.operations.noteExemption, {
      ...{ id: freshId(), personId, kind, startsOn: shanghaiDay(Date.now()), endsOn: '2027-11-01', basis: null },
    })
  const musterAt = minutesFromNow(30)
  const plan = async (waive: CallUpAsk['waive'] | undefined, by = w.officer) =>
    by.call(ops.plan, { ask: { seats: 5, skills: { cook: 4 }, ...(waive ? { waive } : {}) }, musterAt })

  beforeAll(async () => {
    // Four cooks: one is free, one cares for somebody, one is ill, one is ill and cares for somebody.
    const cooks = w.departments[3]!.people.slice(0, 4)
    await w.admin.query(`UPDATE staff.person SET skills = '{cook}' WHERE street_id = $1 AND id = ANY ($2)`, [
      STREET_ID,
      cooks,
    ])
    const [, carer, ill, both] = cooks as [string, string, string, string]
    Object.assign(people, { carer, ill, both })
    await note(carer, 'carer')
    await note(ill, 'ill')
    await note(both, 'ill')
    await note(both, 'carer')
  })

  test('proposed to an officer, with what it would bring; what touches health never', async () => {
    const [lack] = (await plan(undefined)).shortfalls
    const waives = lack!.changes.filter(({ ask }) => ask && ask.waive.kinds.length > 0)
    expect(waives.map(({ what, ask }) => [what[0], ask!.waive.kinds])).toEqual([
      ['这次不按“照护家人”免除：可多 1 人', ['carer']],
    ])
    expect(JSON.stringify(lack)).not.toMatch(/"ill"|withheld|患病/)
    const after = await plan({ kinds: ['carer'], reason: '' })
    expect(after.shortfalls[0]?.what[0]).toContain('可抽的只有 2 人')
    expect(after.roster.exempt).toBe(2)
  })

  test('needs a reason and an officer; health is no choice at all', async () => {
    const waive = (more: object) => ({
      ask: { waive: { kinds: ['carer'], reason: '', ...more } as CallUpAsk['waive'] },
    })
    expect(await refusalCode(w.draft(waive({})))).toBe('mobilize.waiveReason')
    expect(await refusalCode(w.draft(waive({ kinds: ['ill'], reason: '人手不够' })))).toBe('platform.badRequest')
    expect(await refusalCode(w.draft(waive({ kinds: ['other'], reason: '人手不够' })))).toBe('platform.badRequest')
    const leaders = w.leader.call(ops.draft, {
      ...{ id: freshId(), operationId: w.operationId, name: '社区抽调', way: 'drawn', musterAt, place: '门口' },
      ask: { seats: 1, waive: { kinds: ['carer'], reason: '人手不够' } },
    })
    expect(await refusalCode(leaders)).toBe('mobilize.waiveByOfficer')
  })

  test('stands in the published file by kind, reason and name, and tells of no person what excused them', async () => {
    beacon.mode = 'down'
    const waive: CallUpAsk['waive'] = { kinds: ['carer'], reason: '台风转移缺炊事员' }
    // Everybody who may come is asked: 60 less the two who are protected.
    const of = await readyToDraw({ seats: 58, waive })
    await w.officer.call(ops.draw, of)
    const file = await fileOf(of)
    expect(file.policy.exemptions).toEqual({ ...{ waive: ['carer'], reason: waive.reason }, by: '演示officer' })
    expect(verify(file)).toMatchObject({ ok: true, facts: { waived: { kinds: ['carer'], by: '演示officer' } } })
    const drawn = file.drawn.map(({ id }) => id)
    expect([people['carer'], people['ill'], people['both']].map((id) => drawn.includes(id!))).toEqual([
      true,
      false,
      false,
    ])
    expect(JSON.stringify(file)).not.toMatch(/withheld|"ill"|pregnant/)
    expect((await w.officer.call(ops.callUp, { id: of.callUpId })).callUp.waivedBy).toBe('演示officer')
  })
})
