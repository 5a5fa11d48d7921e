/**
 * Where a chain is pasted: the text is read as it stands there, and what was not taken for an entry is shown too.
 * Without antd, so that the phone can use it; it knows nothing of what the chain is about, the page brings the readers.
 */
import { useDeferredValue, useEffect, useId, useMemo, useState } from 'react'
import { readChain } from '../../pure/chain/chain.ts'
import type { Chain, ChainReaders, LineKind } from '../../pure/chain/model.ts'
import { useT } from '../lang.tsx'
import { chainWords as w } from './words.ts'
import './paste-box.css'

/** Characters; a chain of two thousand lines has about 80,000. */
const MOST_TEXT = 200_000
const told = { header: w.kindHeader, chatter: w.kindChatter, quote: w.kindQuote, stamp: w.kindStamp } as const
const isTold = (kind: LineKind): kind is keyof typeof told => kind in told

interface PasteBoxProps<A, V extends string> {
  readonly readers: ChainReaders<A, V>
  /** What the text says, anew whenever it changes; null while there is none. */
  readonly onRead: (chain: Chain<A, V> | null) => void
}

export function PasteBox<A, V extends string>({ readers, onRead }: PasteBoxProps<A, V>) {
  const t = useT()
  const id = useId()
  const [text, setText] = useState('')
  const settled = useDeferredValue(text)
  const chain = useMemo(() => (settled.trim() === '' ? null : readChain(settled, readers)), [settled, readers])
  useEffect(() => onRead(chain), [chain, onRead])
  const people =
    chain?.entries.flatMap((entry) => entry.people.filter((person) => person.overruledBy === null)).length ?? 0
  const others =
    chain?.lines.flatMap((line, i) => (isTold(line.kind) ? [{ ...line, kind: line.kind, at: i + 1 }] : [])) ?? []
  return (
    <div className="paste">
      <label className="paste-label" htmlFor={id}>
        {t(w.label)}
      </label>
      <p className="paste-hint" id={`${id}-hint`}>
        {t(w.hint)}
      </p>
      <textarea
        id={id}
        className="paste-text"
        aria-describedby={`${id}-hint`}
        rows={10}
        maxLength={MOST_TEXT}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="paste-foot">
        <p className="paste-hint">{t(w.stays)}</p>
        {text !== '' && (
          <button type="button" className="plain-button" onClick={() => setText('')}>
            {t(w.clear)}
          </button>
        )}
      </div>
      {chain && (
        <div className="paste-read" role="status">
          <strong>
            {chain.entries.length > 0 ? t(w.read, { entries: chain.entries.length, people }) : t(w.nothing)}
          </strong>
          {chain.gaps.length > 0 && <span>{t(w.gaps, { numbers: chain.gaps.slice(0, 30).join(' ') })}</span>}
          {text.length >= MOST_TEXT && <span>{t(w.tooLong)}</span>}
          {others.length > 0 && (
            <details>
              <summary>{t(w.others, { count: others.length })}</summary>
              <p className="paste-hint">{t(w.othersHint)}</p>
              <ol className="paste-lines">
                {others.map((line) => (
                  <li key={line.at}>
                    <span>{t(told[line.kind])}</span>
                    <q>{line.text}</q>
                  </li>
                ))}
              </ol>
            </details>
          )}
        </div>
      )}
    </div>
  )
}
