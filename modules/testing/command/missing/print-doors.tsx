/** Prints the door list of a round, or of one part of it. */
import { call, serverNow } from '../../../../platform/web/client.ts'
import { count } from '../../../../platform/web/desk/figures.ts'
import { PrintButton } from '../../../../platform/web/desk/print-button.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { testing } from '../../contract.ts'
import type { MissingPerson, Round } from '../../model.ts'
import { DoorPaper } from './door-paper.tsx'
import type { MissingQuestion } from './use-missing.ts'
import { missingWords } from './words.ts'

/** People printed in one go: about 60 sheets. */
const MOST_PRINTED = 2000

interface PrintDoorsProps {
  readonly round: Round
  readonly question: MissingQuestion
  readonly total: number
  readonly label: string
}

async function readAll(question: MissingQuestion): Promise<{ people: MissingPerson[]; at: string }> {
  const people: MissingPerson[] = []
  let after: string | null = null
  let at = new Date(serverNow()).toISOString()
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(question, after)
    people.push(...page.rows)
    after = page.next
    at = page.at
  } while (after !== null)
  return { people, at }
}

const readPage = (question: MissingQuestion, after: string | null) =>
  call(testing.operations.missing, { ...question, order: 'door', limit: 1000, ...(after ? { after } : {}) })

export function PrintDoors({ round, question, total, label }: PrintDoorsProps) {
  const { t, lang } = useLang()
  if (!useMay(testing.operations.printMissing.roles)) return null
  return (
    <PrintButton
      label={label}
      title={t(missingWords.printTitle)}
      disabled={total === 0}
      refused={
        total > MOST_PRINTED
          ? t(missingWords.tooMany, { n: count(total, lang), most: count(MOST_PRINTED, lang) })
          : null
      }
      read={async (purpose) => {
        const read = await readAll(question)
        const { order: _, limit: __, ...narrowed } = question
        const { watermark } = await call(testing.operations.printMissing, { ...narrowed, purpose, lang })
        return { ...read, watermark }
      }}
      paper={(sheets, onPrinted) => <DoorPaper round={round} {...sheets} onPrinted={onPrinted} />}
    />
  )
}
