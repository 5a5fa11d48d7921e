/** SQL of what the laboratory keeps beside a staged file: its round and lab, the results it would write, what is odd about it. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { ListKey } from '../../../platform/server/lists/list-kind.ts'
import { NEVER_SAMPLED } from '../line-problems.ts'
import { type FileFigures, type Oddity, odditiesOfFile } from '../oddities.ts'
import type { StagedLine } from './file-judge.ts'

export interface FileOf {
  readonly id: string
  readonly roundId: string
  readonly operationId: string
  readonly roundName: string
  readonly labId: string | null
  readonly labName: string | null
  readonly reason: string | null
  readonly oddities: Oddity[]
}

export async function insertFileOf(
  context: Context,
  made: { id: string; path: string; labId: string | null; round: { id: string; operationId: string } },
): Promise<void> {
  await context.query(
    `INSERT INTO laboratory.import_of (street_id, operation_id, round_id, import_id, path, lab_id) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [context.actor.streetId, made.round.operationId, made.round.id, made.id, made.path, made.labId],
  )
}

/** For a file that could not even be taken. */
export const deleteFileOf = async (context: Context, id: string): Promise<void> =>
  void (await context.query(
    'DELETE FROM laboratory.import_of f WHERE f.street_id = $1 AND f.import_id = $2 AND NOT EXISTS (SELECT FROM laboratory.import i WHERE i.street_id = $1 AND i.id = $2)',
    [context.actor.streetId, id],
  ))

/** @throws Problem notFound */
export async function fileOf(context: Context, id: string): Promise<FileOf> {
  const { rows } = await context.query<FileOf>(
    `SELECT f.import_id AS id, f.round_id AS "roundId", f.operation_id AS "operationId", r.name AS "roundName", f.lab_id AS "labId", l.name AS "labName", f.reason, f.oddities
     FROM laboratory.import_of f JOIN testing.public_round r ON r.street_id = $1 AND r.id = f.round_id LEFT JOIN laboratory.lab l ON l.street_id = $1 AND l.id = f.lab_id
     WHERE f.street_id = $1 AND f.import_id = $2`,
    [context.actor.streetId, id],
  )
  if (rows[0] === undefined) throw new Problem(platformProblems.notFound)
  return rows[0]
}

export const setFileOf = async (
  context: Context,
  id: string,
  set: { reason: string | null } | { oddities: readonly Oddity[] },
): Promise<void> =>
  void (await context.query(
    `UPDATE laboratory.import_of SET ${'reason' in set ? 'reason = $3' : 'oddities = $3'} WHERE street_id = $1 AND import_id = $2`,
    [context.actor.streetId, id, 'reason' in set ? set.reason : JSON.stringify(set.oddities)],
  ))

/** Results kept apart from the staged rows, ready to be written in one statement. */
export const stagedResults = {
  async put(context: Context, { streetId, id }: ListKey, rows: readonly StagedLine[]): Promise<void> {
    const ready = rows.flatMap(({ record, rowNo, subjectId }) =>
      record === undefined || subjectId === null ? [] : [{ ...record, rowNo, tubeId: subjectId }],
    )
    if (ready.length === 0) return
    await context.query(
      `INSERT INTO laboratory.import_result (street_id, import_id, row_no, path, tube_id, turn, outcome, tested_at, corrects)
       SELECT $1, $2, w.row_no, i.path, w.tube_id, w.turn, w.outcome, w.tested_at, w.corrects
       FROM laboratory.import i, unnest($3::integer[], $4::uuid[], $5::integer[], $6::text[], $7::timestamptz[], $8::boolean[]) AS w (row_no, tube_id, turn, outcome, tested_at, corrects)
       WHERE i.street_id = $1 AND i.id = $2`,
      [
        streetId,
        id,
        ready.map((r) => r.rowNo),
        ready.map((r) => r.tubeId),
        ready.map((r) => r.turn),
        ready.map((r) => r.outcome),
        ready.map((r) => r.testedAt),
        ready.map((r) => r.corrects),
      ],
    )
  },
  async drop(context: Context, { streetId, id }: ListKey, rowNos?: readonly number[]): Promise<void> {
    await context.query(
      `DELETE FROM laboratory.import_result WHERE street_id = $1 AND import_id = $2 ${rowNos ? 'AND row_no = ANY ($3)' : ''}`,
      [streetId, id, ...(rowNos ? [rowNos] : [])],
    )
  },
}

/** What is odd about a file that is staged. */
export async function findOddities(context: Context, file: FileOf): Promise<Oddity[]> {
  const { rows } = await context.query<FileFigures>(
    `SELECT r."neverSampled", r."notReceived", r."notClosed", r."tooFast", t.tubes, t.negative, d.n + t.tubes AS "ofTheDay",
       (SELECT l.capacity FROM laboratory.lab l WHERE l.street_id = $1 AND l.id = $4) AS capacity,
       EXISTS (SELECT FROM laboratory.import a JOIN laboratory.import b ON b.street_id = $1 AND b.file_digest = a.file_digest AND b.id <> a.id AND b.state = 'applied'
         JOIN laboratory.import_of o ON o.street_id = $1 AND o.import_id = b.id AND o.round_id = $3 WHERE a.street_id = $1 AND a.id = $2) AS "sameFile"
     FROM (SELECT count(*) FILTER (WHERE x.verdict = 'bad' AND x.codes && $5)::integer AS "neverSampled",
         count(*) FILTER (WHERE x.written AND 'not-received' = ANY (x.codes))::integer AS "notReceived", count(*) FILTER (WHERE x.written AND 'still-filling' = ANY (x.codes))::integer AS "notClosed",
         count(*) FILTER (WHERE x.written AND 'too-fast' = ANY (x.codes))::integer AS "tooFast"
       FROM (SELECT w.verdict, w.verdict IN ('new', 'changed') AS written, ARRAY(SELECT p->>'code' FROM jsonb_array_elements(w.problems) p) AS codes
         FROM laboratory.import_row w WHERE w.street_id = $1 AND w.import_id = $2) x) r,
       (SELECT count(*)::integer AS tubes, count(*) FILTER (WHERE outcome = 'negative')::integer AS negative FROM laboratory.import_result WHERE street_id = $1 AND import_id = $2) t,
       (SELECT count(*)::integer AS n FROM laboratory.result WHERE street_id = $1 AND lab_id = $4 AND entered_at >= date_trunc('day', now(), 'Asia/Shanghai')) d`,
    [context.actor.streetId, file.id, file.roundId, file.labId, NEVER_SAMPLED],
  )
  return odditiesOfFile(rows[0]!)
}

/** Lines of people and tubes never sampled, kept with the operation; the same line of a second file is not kept twice. */
export async function keepRefused(context: Context, file: FileOf): Promise<void> {
  await context.query(
    `INSERT INTO laboratory.refused (street_id, operation_id, round_id, import_id, row_no, path, lab_id, code, name, id_masked, outcome, problem)
     SELECT $1, $3, $4, $2, x.row_no, x.path, $5, x.code, x.name, x.id_masked, x.outcome, x.problem
     FROM (SELECT w.row_no, w.path, w.draft->'line'->>'code' AS code, w.draft->'line'->>'name' AS name, w.draft->'line'->>'idMasked' AS id_masked, w.draft->'line'->>'outcome' AS outcome,
         (SELECT p->>'code' FROM jsonb_array_elements(w.problems) p WHERE p->>'code' = ANY ($6) LIMIT 1) AS problem
       FROM laboratory.import_row w WHERE w.street_id = $1 AND w.import_id = $2 AND w.verdict = 'bad') x
     WHERE x.problem IS NOT NULL AND NOT EXISTS (
       SELECT FROM laboratory.refused o WHERE o.street_id = $1 AND o.round_id = $4 AND (o.code, o.name, o.id_masked, o.outcome, o.problem) IS NOT DISTINCT FROM (x.code, x.name, x.id_masked, x.outcome, x.problem))`,
    [context.actor.streetId, file.id, file.operationId, file.roundId, file.labId, NEVER_SAMPLED],
  )
}
