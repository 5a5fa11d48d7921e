/**
 * A collection of self-tests over 50,000 people, three fifths of them reported: the board by community and by building, the list of the
 * missing in the order of calls, all through the app's login with row-level security; against the plain anti-join as the tables' owner.
 * Arguments: how many people.
 */
import { loadTaohua } from '../database/taohua/load.ts'
import { shanghaiDay } from '../platform/pure/time.ts'
import { openDatabase } from '../platform/server/database/database.ts'
import { digestWith } from '../platform/server/digest.ts'
import type { Actor } from '../platform/server/actor.ts'
import { countByArea } from '../modules/selftest/server/collection-store.ts'
import { countMissing, listMissing } from '../modules/selftest/server/people-store.ts'
import { freshId } from '../tests/small-world.ts'
import { openEngine, run } from './rig/engine.ts'
import { atMost, median, printReport, rounded, say } from './rig/report.ts'

const people = Number(process.argv[2] ?? 50_000)
const REPEATS = 7

const engine = await openEngine('embedded')
try {
  const { adminUrl, appUrl } = await engine.fresh('selftest')
  await loadTaohua(adminUrl, { residents: people, digest: digestWith('for-benches-only-0123456789-abcdefghij') })
  const [seat] = (await run(
    adminUrl,
    `SELECT g.account_id AS "accountId", g.street_id AS "streetId", g.path FROM platform.grant_of_role g WHERE g.role = 'officer'`,
  )) as unknown as Pick<Actor, 'accountId' | 'streetId' | 'path'>[]
  const actor: Actor = { ...seat!, name: '', role: 'officer', grantId: null, sessionId: null, deviceId: null }
  const [collection, day] = [{ id: freshId(), groups: [] }, shanghaiDay(Date.now())]
  await run(
    adminUrl,
    `INSERT INTO selftest.collection (street_id, operation_id, id, path, name, often, starts_on, ends_on, opened_by)
     SELECT o.street_id, o.id, $1, $2, '自测', 'daily', $3, $3, $4 FROM operation.operation o LIMIT 1`,
    [collection.id, actor.path, day, actor.accountId],
  )
  await run(
    adminUrl,
    `INSERT INTO selftest.standing (street_id, operation_id, collection_id, due_on, resident_id, path, result, source, report_id, stated_at)
     SELECT r.street_id, c.operation_id, c.id, c.starts_on, r.id, r.path, CASE WHEN random() < 0.01 THEN 'positive' ELSE 'negative' END, 'page', gen_random_uuid(), now()
     FROM register.resident r, selftest.collection c WHERE starts_with(r.path, c.path) AND random() < 0.6`,
  )
  await run(adminUrl, 'ANALYZE')

  const database = openDatabase(appUrl)
  const under = actor.path
  const asked = { collection, day, under }
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    await work()
    const times: number[] = []
    for (let n = 0; n < REPEATS; n++) {
      const start = performance.now()
      await work()
      times.push(performance.now() - start)
    }
    return rounded(median(times))
  }
  const within = <T>(work: Parameters<typeof database.within<T>>[1]) =>
    time(() => database.within(actor, work, { readOnly: true }))
  const [missing] = await run(
    adminUrl,
    `SELECT count(*)::integer AS n FROM register.resident r WHERE starts_with(r.path, $1) AND r.left_at IS NULL AND r.residence <> 'away'
     AND NOT EXISTS (SELECT FROM selftest.standing s WHERE s.street_id = r.street_id AND s.collection_id = $2 AND s.due_on = $3 AND s.resident_id = r.id)`,
    [under, collection.id, day],
  )
  const counted = await database.within(actor, (c) => countMissing(c, asked))
  if (counted !== missing!['n'] || counted === 0) throw new Error('somebody else is missing')
  const figures = {
    people,
    missing: counted,
    boardMs: await within((c) => countByArea(c, collection, day, under, 'community')),
    buildingsMs: await within((c) => countByArea(c, collection, day, under, 'building')),
    callPageMs: await within((c) => listMissing(c, { ...asked, order: 'call' }, { limit: 200, now: Date.now() })),
    doorPageMs: await within((c) => listMissing(c, { ...asked, order: 'door' }, { limit: 200, now: Date.now() })),
    countMs: await within((c) => countMissing(c, asked)),
  }
  const antiJoinMs = await time(() =>
    run(
      adminUrl,
      `SELECT count(*) FROM register.resident r WHERE r.left_at IS NULL AND r.residence <> 'away'
       AND NOT EXISTS (SELECT FROM selftest.standing s WHERE s.street_id = r.street_id AND s.collection_id = $1 AND s.due_on = $2 AND s.resident_id = r.id)`,
      [collection.id, day],
    ),
  )
  await database.close()
  say(JSON.stringify(figures))
  printReport({
    bench: 'selftest',
    figures,
    floor: { antiJoinMs },
    ratio: rounded(figures.countMs / antiJoinMs),
    goals: [
      atMost(`${people} people: the board by community, ms`, figures.boardMs, 1000),
      atMost(`${people} people: the board by building, ms`, figures.buildingsMs, 1000),
      atMost(
        `${people} people: first page of the missing, in the order of calls, with their number, ms`,
        rounded(figures.callPageMs + figures.countMs),
        1000,
      ),
      atMost(`${people} people: first page by door, ms`, figures.doorPageMs, 1000),
    ],
  })
} finally {
  await engine.stop()
}
process.exit(0)
