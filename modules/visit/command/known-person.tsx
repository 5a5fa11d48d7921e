/** Somebody who was taken down, with the deliberate, recorded way to a whole number. */
import { call } from '../../../platform/web/client.ts'
import { Facts } from '../../../platform/web/desk/facts.tsx'
import { Reveal } from '../../../platform/web/desk/reveal.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { idTypes, revealPurposes } from '../../register/model.ts'
import { visiting } from '../contract.ts'
import { parts, type Person } from '../model.ts'
import { visitWords } from '../words.ts'
import { deskWords as w } from './words.ts'

const { reveal } = visiting.operations

export function KnownPerson({ person }: { person: Person }) {
  const t = useT()
  const may = useMay(reveal.roles)
  const number = (field: 'phone' | 'id-number', masked: string | null) => (
    <Reveal
      phone={field === 'phone'}
      may={may}
      masked={masked}
      none={t(w.nobody)}
      purposes={revealPurposes}
      ask={async (purpose) => (await call(reveal, { personId: person.id, field, purpose })).value}
    />
  )
  return (
    <Facts
      rows={[
        [t(parts.words[person.part]), person.name],
        [t(visitWords.phone), number('phone', person.phoneMasked)],
        [
          t(w.document),
          person.idType === 'none' ? (
            t(idTypes.words.none)
          ) : (
            <>
              {t(idTypes.words[person.idType])} {number('id-number', person.idMasked)}
            </>
          ),
        ],
      ]}
    />
  )
}
