/** Linear and whole-number programs handed to HiGHS. It blocks the thread that calls it: only workers and tests do. */
import loadHighs, { type Highs } from 'highs'

export interface LinearRow {
  /** Columns and what each counts. */
  readonly of: readonly (readonly [column: number, times: number])[]
  readonly least: number
  /** Infinity: no end. */
  readonly most: number
}
export interface LinearProgram {
  /** To be made as great as can be. */
  readonly worth: readonly number[]
  readonly least: readonly number[]
  readonly most: readonly number[]
  readonly rows: readonly LinearRow[]
  readonly whole?: boolean
  /** Seconds; then the best that was found so far counts, unproven. */
  readonly seconds?: number
}
export interface Solved {
  readonly value: number
  readonly columns: Float64Array
  /** What one more of a row's bound is worth; only of programs that need not be whole. */
  readonly prices: Float64Array
  /** false: stopped by its time. */
  readonly proven: boolean
}

const [OPTIMAL, INFEASIBLE, INFEASIBLE_OR_UNBOUNDED, TIME_LIMIT] = [7, 8, 9, 13]
const FEASIBLE = 2
let loaded: Promise<Highs> | null = null
export const loadSolver = (): Promise<Highs> => (loaded ??= loadHighs())

/** Null if there is no solution. Throws if the solver fails on one that there may be. */
export function solve(highs: Highs, program: LinearProgram): Solved | null {
  try {
    return solveOnce(highs, program, 'choose')
  } catch (error) {
    // Its time is spent: it is not given twice.
    if (program.seconds !== undefined) throw error
    // Seen with coefficients far apart: simplification fails where the program itself can be solved.
    return solveOnce(highs, program, 'off')
  }
}

function solveOnce(highs: Highs, program: LinearProgram, presolve: 'choose' | 'off'): Solved | null {
  const { worth, least, most, rows, whole = false, seconds } = program
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const { of } of rows) {
    for (const [column, times] of of) {
      indices.push(column)
      values.push(times)
    }
    starts.push(indices.length)
  }
  const numCols = worth.length
  if (numCols === 0)
    return rows.every((row) => row.least <= 0 && row.most >= 0)
      ? { value: 0, columns: new Float64Array(0), prices: new Float64Array(rows.length), proven: true }
      : null
  return highs.withModel((model) => {
    model.options.set('output_flag', false)
    model.options.set('presolve', presolve)
    if (seconds !== undefined) model.options.set('time_limit', seconds)
    if (whole) model.options.set('mip_rel_gap', 0)
    else {
      model.options.set('primal_feasibility_tolerance', 1e-9)
      model.options.set('dual_feasibility_tolerance', 1e-9)
    }
    model.passModel({
      ...{ numCols, numRows: rows.length, sense: highs.constants.objectiveSense.maximize },
      ...{ colCost: worth, colLower: least, colUpper: most },
      rowLower: rows.map((row) => row.least),
      rowUpper: rows.map((row) => row.most),
      matrix: { format: 'csr', numRows: rows.length, numCols, starts, indices, values },
      ...(whole ? { integrality: new Array<0 | 1>(numCols).fill(1) } : {}),
    })
    model.run()
    const status = model.getModelStatus()
    if (status === INFEASIBLE || status === INFEASIBLE_OR_UNBOUNDED) return null
    const usable =
      status === OPTIMAL || (status === TIME_LIMIT && model.info.get('primal_solution_status') === FEASIBLE)
    if (!usable) throw new Error(`solver ended with status ${status}`)
    const { colValue, rowDual } = model.getSolution()
    return { value: model.getObjectiveValue(), columns: colValue, prices: rowDual, proven: status === OPTIMAL }
  })
}
