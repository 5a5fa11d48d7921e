/** An identity number judged while it is typed. */
import { identityProblems } from '../../../../platform/pure/identity-number.ts'
import { checkAsTyped } from '../../../../platform/pure/identity-typing.ts'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow } from '../../../../platform/web/client.ts'
import { TypedNumber } from '../../../../platform/web/desk/typed-number.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import type { Resident } from '../../model.ts'
import { registerWords as w } from '../../words.ts'

export const judge = (text: string, declared: Resident['idType']) =>
  checkAsTyped(text, { declared, today: shanghaiDay(serverNow()) })

interface IdentityFieldProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
  readonly declared: Resident['idType']
  readonly placeholder?: string | undefined
}

export function IdentityField({ id, value = '', onChange, declared, placeholder }: IdentityFieldProps) {
  const t = useT()
  const typing = judge(value, declared)
  const card = declared === 'resident-id'
  return (
    <TypedNumber
      id={id}
      value={value}
      onChange={onChange}
      placeholder={placeholder}
      state={typing.state}
      told={
        <>
          {typing.state === 'bad' && (
            <>
              {t(identityProblems.words[typing.reason])}
              {card && typing.reason !== 'bad-length' && ` (${t(w.idAt, { n: typing.at + 1 })})`}
            </>
          )}
          {typing.state === 'complete' && t(w.idComplete)}
          {typing.state === 'ok-so-far' && card && `${value.replace(/\s/g, '').length} / 18`}
        </>
      }
    />
  )
}
