import { expect, test } from 'vitest'
import { fileColumns, missingFields } from '../../modules/laboratory/file-columns.ts'
import { lineReader } from '../../modules/laboratory/file-line.ts'
import { outcomes } from '../../modules/laboratory/model.ts'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { Dice } from './dice.ts'
import { labFile, type LabTube } from './lab-file.ts'

const number = (n: number): string => {
  const seventeen = `32999919800101${String(100 + n).slice(-3)}`
  return seventeen + checkCharacterOf(seventeen)
}
const NAMES = ['桃小溪', '柳星', '单燕', '曾云', '松大桃']

test('whatever way an invented lab writes its file, every line is understood as it was meant', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const dice = new Dice(seed, 7)
    const form = dice.chance(0.5) ? 'person' : 'tube'
    const tubes: LabTube[] = Array.from({ length: 5 + dice.below(40) }, (_, i) => ({
      code: `${dice.pick(['T', 'HJ-', ''])}${2026_0000 + i}`,
      outcome: dice.chance(0.9) ? 'negative' : dice.pick(outcomes.values),
      people: Array.from({ length: 1 + dice.below(5) }, (_, n) => ({ name: NAMES[n]!, idNumber: number(i * 5 + n) })),
    }))
    const testedAt = Date.parse('2026-03-05T15:20:00+08:00')
    const { rows, truth } = labFile({ seed, tubes, form, testedAt })
    const { columns, headerRow } = matchColumns(fileColumns, rows)
    expect(missingFields(columns), `seed ${seed}`).toEqual([])
    const read = lineReader({ columns })
    for (const [i, cells] of rows.entries()) {
      if (i < headerRow) {
        expect(truth[i], `seed ${seed}, row ${i + 1}`).toBeNull()
        continue
      }
      const reading = read(cells.map((text) => ({ text })))
      const said =
        reading.kind === 'line' && reading.faults.length === 0
          ? { code: reading.draft.code, outcome: reading.draft.outcome }
          : null
      expect(said, `seed ${seed}, row ${i + 1}: ${cells.join(' | ')}`).toEqual(truth[i])
      if (reading.kind === 'line') {
        expect(reading.draft.testedDay).toBe('2026-03-05')
        if (reading.draft.testedAt) expect(Math.abs(Date.parse(reading.draft.testedAt) - testedAt)).toBeLessThan(1000)
        if (form === 'person') expect(NAMES).toContain(reading.draft.name)
      }
    }
  }
})
