/** Prints the door list: asks what for, reads everything first so that the paper is whole, books it, and only then prints. */
import { App, Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { call, serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { count } from '../../../../platform/web/desk/figures.ts'
import { type Purpose, PurposeForm } from '../../../../platform/web/desk/purpose-form.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { web } from '../../../../platform/web/words.ts'
import { testing } from '../../contract.ts'
import type { MissingPerson, Round } from '../../model.ts'
import { DoorPaper } from './door-paper.tsx'
import type { MissingQuestion } from './use-missing.ts'
import { missingWords } from './words.ts'

/** People printed in one go: about 60 sheets. */
const MOST_PRINTED = 2000

interface PrintButtonProps {
  readonly round: Round
  readonly question: MissingQuestion
  readonly total: number
  readonly label: string
}

interface Sheets {
  readonly people: MissingPerson[]
  readonly at: string
  readonly watermark: string
}

async function readAll(question: MissingQuestion): Promise<Pick<Sheets, 'people' | 'at'>> {
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

export function PrintButton({ round, question, total, label }: PrintButtonProps) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const may = useMay(testing.operations.printMissing.roles)
  const [form] = Form.useForm<Purpose>()
  const [asking, setAsking] = useState(false)
  const [sheets, setSheets] = useState<Sheets | null>(null)
  const [busy, setBusy] = useState(false)
  const begin = () => {
    if (total <= MOST_PRINTED) return setAsking(true)
    void message.warning(t(missingWords.tooMany, { n: count(total, lang), most: count(MOST_PRINTED, lang) }))
  }
  const print = async (purpose: string) => {
    setBusy(true)
    try {
      const read = await readAll(question)
      const { order: _, limit: __, ...narrowed } = question
      const { watermark } = await call(testing.operations.printMissing, { ...narrowed, purpose, lang })
      setAsking(false)
      setSheets({ ...read, watermark })
    } catch (error) {
      void message.error(t(wordsOf(error)))
    } finally {
      setBusy(false)
    }
  }
  if (!may) return null
  return (
    <>
      <Button disabled={total === 0} onClick={begin}>
        {label}
      </Button>
      <Modal
        open={asking}
        title={t(missingWords.printTitle)}
        onCancel={() => setAsking(false)}
        destroyOnHidden
        okText={t(missingWords.printGo)}
        cancelText={t(web.cancel)}
        confirmLoading={busy}
        onOk={() => form.submit()}
      >
        <PurposeForm form={form} hint={t(missingWords.printHint)} onPurpose={(purpose) => void print(purpose)} />
      </Modal>
      {sheets && <DoorPaper round={round} {...sheets} onPrinted={() => setSheets(null)} />}
    </>
  )
}
