/** Lists and figures of the desk; vehicles also out to Excel, watermarked and counted. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type Lang, say } from '../../../platform/pure/words.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { SheetColumn } from '../../../platform/server/sheets/write-xlsx.ts'
import { directions } from '../../gate/model.ts'
import type { VehicleLine, visiting } from '../contract.ts'
import { goods, passings, vehicleKinds } from '../model.ts'
import { originText } from '../origins.ts'
import { showPlate } from '../plate.ts'
import { visitWords as w } from '../words.ts'
import { countAll, findKnown, findParcels, findReturnees, findVehicles, findVisits } from './list-store.ts'
import { placesById } from './places.ts'
import { flowsOf } from './pocket.ts'

const COLUMNS: readonly (readonly [
  keyof typeof w,
  Omit<SheetColumn, 'title'>,
  (v: VehicleLine, lang: Lang) => unknown,
])[] = [
  ['at', { width: 16 }, (v) => shanghaiMinute(v.at)],
  ['place', { width: 16 }, (v) => v.place],
  ['direction', { width: 6 }, (v, lang) => say(directions.words[v.direction], lang)],
  ['plate', { width: 12 }, (v) => v.plate && showPlate(v.plate)],
  ['country', { width: 10 }, (v) => v.country],
  ['kind', { width: 10 }, (v, lang) => say(vehicleKinds.words[v.kind], lang)],
  ['driver', { width: 10 }, (v) => v.people.find(({ part }) => part === 'driver')?.name],
  ['phone', { width: 14 }, (v) => v.people.find(({ part }) => part === 'driver')?.phoneMasked],
  ['aboard', { width: 6 }, (v) => v.aboard],
  ['origin', { width: 16 }, (v, lang) => originText(v, (word) => say(word, lang))],
  ['goods', { width: 10 }, (v, lang) => v.goods && say(goods.words[v.goods], lang)],
  ['outcome', { width: 10 }, (v, lang) => say(passings.words[v.outcome], lang)],
]

export const listHandlers: Pick<
  HandlersOf<typeof visiting>,
  'figures' | 'vehicles' | 'exportVehicles' | 'returnees' | 'visits' | 'parcels' | 'knownVehicles'
> = {
  figures: async (context, ask) => {
    const { parcels, ...rest } = await countAll(context, ask)
    const flows = await flowsOf(context, ask.operationId)
    const places = await placesById(
      context,
      flows.map(({ placeId }) => placeId),
    )
    return {
      now: new Date().toISOString(),
      ...rest,
      parcels: { ...parcels, oldest: parcels.oldest?.toISOString() ?? null },
      flows: flows.map((one) => ({ ...one, name: places.get(one.placeId)?.name ?? '' })),
    }
  },
  vehicles: async (context, { after, limit, ...ask }) => findVehicles(context, ask, { after, limit }),
  returnees: findReturnees,
  visits: findVisits,
  parcels: findParcels,
  knownVehicles: findKnown,

  exportVehicles: async (context, { purpose, lang, ...ask }) => {
    const { total } = await findVehicles(context, ask, { limit: 1 })
    const { rows } = await context.query<{ id: string }>('SELECT id FROM visit.operations($1, false) WHERE id = $2', [
      context.actor.streetId,
      ask.operationId,
    ])
    if (rows.length === 0) throw new Problem(platformProblems.notFound)
    const title = say(w.exportTitle, lang)
    const fileId = await context.house.files.order({
      ...{ actor: context.actor, kind: 'visit.vehicles', title, purpose, path: context.actor.path, lang, total },
      operationId: ask.operationId,
      sheets: [
        {
          name: say(w.vehicles, lang),
          columns: COLUMNS.map(([word, more]) => ({ ...more, title: say(w[word], lang) })),
          rows: async function* (inside) {
            let after: string | undefined
            do {
              const found = await findVehicles(inside, ask, { after, limit: 500 })
              for (const one of found.rows) yield COLUMNS.map(([, , cell]) => cell(one, lang))
              after = found.next ?? undefined
            } while (after !== undefined)
          },
        },
      ],
    })
    return { fileId }
  },
}
