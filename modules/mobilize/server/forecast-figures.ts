/** The place's figures of the forecast: every line says who set it and on what basis; the latest holds, before the first the defaults. */
import { depthOf } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { depthOfKind } from '../../register/model.ts'
import { mobilize } from '../contract.ts'
import { forecastDefaults, type ForecastPolicy } from '../forecast.ts'

interface SetFigures {
  readonly figures: ForecastPolicy
  readonly set: { readonly at: string; readonly by: string | null; readonly basis: string } | null
}

export async function lastFigures(context: Context): Promise<SetFigures> {
  const { rows } = await context.query<ForecastPolicy & { at: Date; by: string | null; basis: string }>(
    `SELECT half_answer::float8 AS "halfAnswer", yes::float8 AS yes, shows::float8 AS shows, way::float8 AS way, weight::float8 AS weight,
       patience::float8 AS patience, set_at AS at, platform.account_name(set_by) AS by, basis
     FROM mobilize.forecast_figures WHERE street_id = $1 ORDER BY set_at DESC, id DESC LIMIT 1`,
    [context.actor.streetId],
  )
  const [row] = rows
  if (!row) return { figures: forecastDefaults, set: null }
  const { at, by, basis, ...figures } = row
  return { figures, set: { at: at.toISOString(), by, basis } }
}

export const figuresHandlers: Pick<HandlersOf<typeof mobilize>, 'forecastFigures' | 'setForecastFigures'> = {
  forecastFigures: lastFigures,
  setForecastFigures: async (context, { id, basis, ...figures }) => {
    const { actor } = context
    // They hold for the whole sub-district.
    if (depthOf(actor.path) !== depthOfKind('street')) throw new Problem(platformProblems.notAllowed)
    const { halfAnswer, yes, shows, way, weight, patience } = figures
    const { rowCount } = await context.query(
      `INSERT INTO mobilize.forecast_figures (street_id, id, path, half_answer, yes, shows, way, weight, patience, basis, set_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      [actor.streetId, id, actor.path, halfAnswer, yes, shows, way, weight, patience, basis, actor.accountId],
    )
    if (rowCount)
      await context.record(mobilize.events.forecastFiguresSet, { path: actor.path, data: { figuresId: id } })
    return {}
  },
}
