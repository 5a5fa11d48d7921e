/** A registration number judged while it is typed; what a usual slip would explain is offered and taken only by a click. */
import { Button } from 'antd'
import {
  type CreditReading,
  creditProblems,
  creditTypes,
  isCreditRefused,
  readCreditCode,
} from '../../../../platform/pure/credit-code.ts'
import { checkCreditAsTyped } from '../../../../platform/pure/credit-typing.ts'
import { TypedNumber } from '../../../../platform/web/desk/typed-number.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { enterpriseWords as w } from '../../words.ts'

interface CreditFieldProps {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string) => void
}

/** Whether what stands in the field can be sent: nothing, or a number that holds. */
export const isSendable = (text: string | null | undefined): boolean => !isCreditRefused(readCreditCode(text ?? ''))

const offeredIn = (reading: CreditReading): string | undefined =>
  isCreditRefused(reading) ? reading.offered : undefined

export function CreditField({ id, value, onChange }: CreditFieldProps) {
  const t = useT()
  const text = value ?? ''
  const typing = checkCreditAsTyped(text)
  const offered = typing.state === 'bad' ? offeredIn(readCreditCode(text)) : undefined
  return (
    <TypedNumber
      id={id}
      value={text}
      onChange={onChange}
      placeholder={t(w.codeHint)}
      state={typing.state}
      told={
        <>
          {typing.state === 'bad' &&
            t(creditProblems.words[typing.refusal.problem], { at: (typing.refusal.at ?? 0) + 1 })}
          {offered !== undefined && (
            <Button type="link" size="small" onClick={() => onChange?.(offered)}>
              {t(w.takeOffered, { code: offered })}
            </Button>
          )}
          {typing.state === 'complete' && t(w.codeRight, { type: t(creditTypes.words[typing.number.type]) })}
          {typing.state === 'ok-so-far' && `${text.replace(/[\s-]/g, '').length} / 18`}
        </>
      }
    />
  )
}
