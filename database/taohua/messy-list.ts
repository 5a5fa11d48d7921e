/**
 * A community's own list of its people, as it would keep it in Excel: own columns in own order, a title above them, one
 * person written in many ways, household cells merged, and a few per cent of real mistakes. Each row comes with the truth
 * about it, so that an import can be checked row by row. Surprising: what is merely written oddly is no mistake.
 */
import { Dice } from './dice.ts'
import { type Housed, housed } from './housed.ts'
import { LAYOUTS, type Layout } from './messy-layouts.ts'
import { type Mistake, mistaken } from './messy-mistakes.ts'
import { taohua, type WorldOptions, type WorldResident } from './world.ts'

export type { Layout } from './messy-layouts.ts'
export type { Mistake } from './messy-mistakes.ts'

export interface MessyRow {
  cells: string[]
  /** columns that are blank because the cell above is merged over them */
  merged: number[]
  truth: {
    resident: WorldResident
    /** what is really wrong with this row; none for most */
    mistakes: Mistake[]
  }
}

export interface MessyList {
  /** rows above the header */
  title: string[][]
  header: string[]
  rows(): Generator<MessyRow>
}

export interface MessyOptions extends WorldOptions {
  /** 1 for the first community of the world; the list goes on into the next ones when it asks for more rows than it has */
  community?: number
  /** people, all of the community's by default; a few are entered twice and add rows */
  rows?: number
  /** columns: the address in four columns; address: in one; lane: as a village writes it. By default what suits the community */
  layout?: Layout
  /** household cells are merged (blank in a csv), or repeated in every row */
  merged?: boolean
  /** share of rows with a mistake */
  mistakes?: number
}

const SUITING: readonly Layout[] = ['columns', 'address', 'columns', 'lane']

export const messyList = (options: MessyOptions = {}): MessyList => {
  const { seed = 1, community = 1, rows, merged = true, mistakes = 0.03, residents, streets } = options
  const layout = LAYOUTS[options.layout ?? (SUITING[(community - 1) % SUITING.length] as Layout)]
  const world = taohua({ seed, ...(residents && { residents }), ...(streets && { streets }) })

  function* people(): Generator<Housed> {
    let at = 0
    let path = ''
    let taken = 0
    for (const person of housed(world)) {
      if (person.communityPath !== path) {
        path = person.communityPath
        at++
      }
      if (at < community) continue
      if (rows === undefined ? at > community : taken === rows) return
      taken++
      yield person
    }
  }

  function* messy(): Generator<MessyRow> {
    let household = ''
    let head = ''
    let wrongDoor = false
    let number = 0
    for (const person of people()) {
      const { resident } = person
      const first = resident.path !== household
      household = resident.path
      if (first) head = resident.name
      const dice = new Dice(seed, 20, community, ++number)
      const cells = layout.columns.map(({ write }) => write({ dice, number, head, ...person }))
      const made = dice.chance(mistakes) ? mistaken(dice, cells, layout.columns, resident) : []
      const covered: number[] = []
      if (merged && !first && !made.includes('no-such-door')) {
        layout.columns.forEach(({ ofHousehold }, i) => {
          if (ofHousehold) covered.push(i)
        })
        for (const i of covered) cells[i] = ''
        if (wrongDoor) made.push('no-such-door')
      } else wrongDoor = made.includes('no-such-door')
      yield { cells, merged: covered, truth: { resident, mistakes: made } }
      // The same person entered again further down, as happens when two people fill one list.
      if (made.length === 0 && dice.chance(mistakes / 10)) {
        const again = layout.columns.map(({ write }) => write({ dice, number: ++number, head, ...person }))
        yield { cells: again, merged: [], truth: { resident, mistakes: ['twice'] } }
        wrongDoor = false
      }
    }
  }

  return { title: layout.title, header: layout.columns.map((c) => c.title), rows: messy }
}
