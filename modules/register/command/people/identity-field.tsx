/** An identity number judged while it is typed: the slip is named at the digit where it was made. */
import { Input } from 'antd'
import { identityProblems } from '../../../../platform/pure/identity-number.ts'
import { checkAsTyped } from '../../../../platform/pure/identity-typing.ts'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow } from '../../../../platform/web/client.ts'
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
  const tone = value === '' ? '' : typing.state
  return (
    <>
      <Input
        {...(id ? { id } : {})}
        className="mono"
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={tone === 'bad'}
        aria-describedby="identity-told"
        placeholder={placeholder ?? ''}
        {...(tone === 'bad' ? { status: 'error' as const } : {})}
        value={value}
        onChange={(e) => onChange?.(e.target.value)}
      />
      <div id="identity-told" className={`identity-told identity-${tone}`} role="status">
        {tone === 'bad' && typing.state === 'bad' && (
          <>
            {t(identityProblems.words[typing.reason])}
            {declared === 'resident-id' && typing.reason !== 'bad-length' && ` (${t(w.idAt, { n: typing.at + 1 })})`}
          </>
        )}
        {tone === 'complete' && t(w.idComplete)}
        {tone === 'ok-so-far' && declared === 'resident-id' && `${value.replace(/\s/g, '').length} / 18`}
      </div>
    </>
  )
}
