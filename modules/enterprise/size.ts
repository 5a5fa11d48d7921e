/**
 * Micro to large by staff alone, as a community can ask for it. Bands: 统计上大中小微型企业划分办法（2017）, National Bureau
 * of Statistics 国统字〔2017〕213号, which also counts turnover; that is nobody's to ask here (X7), so where its bands of one
 * section differ, those of what stands most often in a community are taken (retail within F).
 */
import type { Industry, Size } from './model.ts'

/** Least staff of small, medium and large. */
type Bands = readonly [small: number, medium: number, large: number]
const INDUSTRIAL: Bands = [20, 300, 1000]
const OTHERS: Bands = [10, 100, 300]
const BANDS: Readonly<Partial<Record<Industry, Bands>>> = {
  B: INDUSTRIAL,
  C: INDUSTRIAL,
  D: INDUSTRIAL,
  F: [10, 50, 300],
  G: INDUSTRIAL,
}

/** null where the staff is not known. */
export const sizeOf = (industry: Industry | null, staff: number | null): Size | null => {
  if (staff === null) return null
  const [small, medium, large] = (industry === null ? undefined : BANDS[industry]) ?? OTHERS
  if (staff >= large) return 'large'
  if (staff >= medium) return 'medium'
  return staff >= small ? 'small' : 'micro'
}
