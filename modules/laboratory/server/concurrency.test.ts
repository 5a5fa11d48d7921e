/** Files of the same tubes brought and applied at once, through two servers on one database, on both engines: each tube has one first result. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose, type Composed } from '../../../apps/server/compose.ts'
import { engines } from '../../../tests/cluster.ts'
import { type Browser, signedIn } from '../../../tests/http.ts'
import { type LabWorld, labWorld } from '../../../tests/lab-world.ts'
import { SECRET } from '../../../tests/small-world.ts'
import { laboratory } from '../contract.ts'

const ops = laboratory.operations

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let w: LabWorld
  let second: Composed
  let officer2: Browser
  let crowd: string[]
  beforeAll(async () => {
    w = await labWorld(engine)
    crowd = await w.crowd(40)
    second = await compose({
      appUrl: w.urls.appUrl,
      dataDir: mkdtempSync(join(tmpdir(), 'shouwang-')),
      secret: SECRET,
      log: false,
    })
    officer2 = await signedIn(second, 'officer')
  })
  afterAll(async () => {
    await second.close()
    await w.close()
  })

  test('the same tubes in two files: one is written, the other is judged anew and has nothing left to write', async () => {
    const at = await w.open()
    const codes = Array.from({ length: 20 }, (_, i) => `U${100 + i}`)
    for (const [i, code] of codes.entries()) await w.fill(at, code, [crowd[i]!, crowd[i + 20]!])
    const outcome = (i: number): string => (i === 0 ? '阳性' : '阴性')
    const rows = codes.map((code, i) => [code, outcome(i), ''])
    const ids = await Promise.all([
      w.bring(await w.xlsx(rows), at.roundId),
      w.bring(await w.xlsx([...rows].reverse()), at.roundId, { who: officer2, server: second }),
    ])
    for (const id of ids) expect((await w.settled(id)).counts).toMatchObject({ new: 20 })
    await Promise.all([w.officer.call(ops.applyFile, { id: ids[0] }), officer2.call(ops.applyFile, { id: ids[1] })])
    const views = [await w.settled(ids[0]), await w.settled(ids[1])]
    expect(views.map((v) => v.state).sort()).toEqual(['applied', 'ready'])
    const left = views.find((v) => v.state === 'ready')!
    expect(left.counts).toMatchObject({ new: 0, same: 20 })
    expect(left.problem?.[0]).toContain('重新比对')
    expect(await w.stored(at.roundId)).toEqual(codes.map((code, i) => `${code} 1 ${i === 0 ? 'positive' : 'negative'}`))
    const { pools } = await w.officer.call(ops.pools, { roundId: at.roundId })
    expect(pools).toMatchObject([{ code: 'U100', members: [{}, {}] }])
  })

  test('two corrections of one tube at once: the second hears that it has changed', async () => {
    const at = await w.open()
    const { id: tubeId } = await w.fill(at, 'Y001', crowd.slice(0, 3))
    await w.results(at.roundId, ['Y001', '阴性'])
    const answers = await Promise.allSettled(
      (['positive', 'recheck', 'invalid'] as const).map((outcome, i) =>
        (i % 2 ? officer2 : w.officer).call(ops.enterResult, { tubeId, turn: 2, outcome, reason: '实验室来电' }),
      ),
    )
    expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(1)
    expect(await w.stored(at.roundId)).toHaveLength(2)
  })

  test('a result is append-only, for the owner of the tables too', async () => {
    await expect(w.admin.query(`UPDATE laboratory.result SET outcome = 'negative'`)).rejects.toThrow(/append-only/)
  })
})
