/** A file is dropped, a big word answers, and what was altered is named. The same pure code as on the server and the command line. */
import { type DragEvent, useId, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { waivable } from '../../staff/exempt.ts'
import { findingWord, placeWord, unprovedWord, type Verdict, verify } from '../verify.ts'
import type { Transcript } from '../transcript.ts'
import './check-transcript.css'
import { words } from './words.ts'

interface Opened {
  readonly name: string
  /** Undefined: no JSON. */
  readonly value: unknown
}

export function CheckTranscript() {
  const t = useT()
  const fileId = useId()
  const postedId = useId()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [posted, setPosted] = useState('')
  const [over, setOver] = useState(false)
  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const value: unknown = await file
      .text()
      .then(JSON.parse, () => undefined)
      .catch(() => undefined)
    setOpened({ name: file.name, value })
  }
  const drag = (event: DragEvent, inside: boolean): void => {
    event.preventDefault()
    setOver(inside)
  }
  return (
    <div className="check">
      <h1>{t(words.title)}</h1>
      <p className="check-hint">{t(words.intro)}</p>
      <div
        className={over ? 'check-drop check-over' : 'check-drop'}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false)
          void open(event.dataTransfer.files[0])
        }}
      >
        <label htmlFor={fileId} className="check-choose">
          {t(words.choose)}
        </label>
        <input
          id={fileId}
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            void open(event.target.files?.[0])
            // The same file may be chosen again after it was changed.
            event.target.value = ''
          }}
        />
        <span>{t(words.drop)}</span>
      </div>
      <label htmlFor={postedId} className="check-name">
        {t(words.posted)}
      </label>
      <input
        id={postedId}
        className="check-input"
        spellCheck={false}
        autoComplete="off"
        value={posted}
        onChange={(event) => setPosted(event.target.value)}
      />
      <div aria-live="polite">{opened && <Answer opened={opened} posted={posted.trim().toLowerCase()} />}</div>
    </div>
  )
}

function Answer({ opened, posted }: { opened: Opened; posted: string }) {
  const t = useT()
  if (opened.value === undefined) return <Word ok={false} text={t(words.unreadable)} />
  const verdict = verify(opened.value, posted === '' ? null : posted)
  return (
    <>
      <Word ok={verdict.ok} text={t(verdict.ok ? words.confirmedText : words.refutedText)} />
      <ul className="check-places">
        {verdict.altered.map((one, at) => (
          <li key={`${one.place}-${one.what}-${at}`}>
            <strong>{t(placeWord(one))}</strong>
            <span>{t(findingWord(one), one.params)}</span>
          </li>
        ))}
      </ul>
      <Facts verdict={verdict} name={opened.name} posted={posted} />
      {verdict.ok && <LookFor file={opened.value as Transcript} />}
    </>
  )
}

/** By word, sign and colour together. */
function Word({ ok, text }: { ok: boolean; text: string }) {
  const t = useT()
  return (
    <div className={ok ? 'check-word check-good' : 'check-word check-bad'} role="status">
      <span aria-hidden="true">{ok ? '✓' : '✕'}</span>
      <strong>{t(ok ? words.confirmed : words.refuted)}</strong>
      <p>{text}</p>
    </div>
  )
}

function Facts({ verdict, name, posted }: { verdict: Verdict; name: string; posted: string }) {
  const t = useT()
  const { facts, published, ok, givenSeed, unproved } = verdict
  return (
    <>
      {ok && givenSeed && <p className="check-note">{t(words.given)}</p>}
      {ok &&
        unproved.map((what) => (
          <p key={what} className="check-note">
            {t(unprovedWord(what))}
          </p>
        ))}
      <dl className="check-facts">
        <dt>{t(words.file)}</dt>
        <dd>{name}</dd>
        {facts && (
          <>
            <dt>{t(words.panel)}</dt>
            <dd>{t(words.ofPanels, { panel: facts.panel, panels: facts.panels })}</dd>
            <dt>{t(words.drawn)}</dt>
            <dd>{facts.drawn}</dd>
            <dt>{t(words.lowest)}</dt>
            <dd>{t(words.lowestOf, { lowest: facts.lowest.toPrecision(5), bound: facts.bound.toPrecision(5) })}</dd>
            {facts.beacon && (
              <>
                <dt>{t(words.beacon)}</dt>
                <dd className="check-digest">
                  {facts.beacon.without
                    ? t(words.beaconWithout, { ...facts.beacon.without, round: facts.beacon.round })
                    : t(words.beaconOf, { source: facts.beacon.source, round: facts.beacon.round })}
                </dd>
              </>
            )}
            {facts.waived && (
              <>
                <dt>{t(words.waived)}</dt>
                <dd>
                  {t(words.waivedBy, {
                    ...facts.waived,
                    kinds: facts.waived.kinds
                      .map((kind) => (waivable.has(kind) ? t(waivable.words[kind]) : kind))
                      .join(t(words.listed)),
                  })}
                </dd>
              </>
            )}
          </>
        )}
        {published && (
          <>
            <dt>{t(words.digest)}</dt>
            <dd className="check-digest">{published}</dd>
          </>
        )}
      </dl>
      {ok && <p className="check-hint">{t(posted === '' ? words.compare : words.same)}</p>}
    </>
  )
}

function LookFor({ file }: { file: Transcript }) {
  const t = useT()
  const inputId = useId()
  const [id, setId] = useState('')
  const place = file.drawn.findIndex((one) => one.id === id.trim())
  return (
    <div className="check-look">
      <label htmlFor={inputId} className="check-name">
        {t(words.lookFor)}
      </label>
      <input id={inputId} className="check-input" value={id} onChange={(event) => setId(event.target.value)} />
      {id.trim() !== '' && (
        <p aria-live="polite">{place < 0 ? t(words.notFound) : t(words.found, { place: place + 1 })}</p>
      )}
    </div>
  )
}
