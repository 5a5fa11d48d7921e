/** Everybody that lines can be about, by what makes them hard to tell; and the dice of one list. */
import { Dice } from '../../database/taohua/dice.ts'
import { compoundName, type People, type Person, type Register } from './world.ts'
import { writtenAddress } from './writing.ts'

export class Cast {
  readonly dice: Dice
  readonly maker: People
  private readonly everybody: readonly Person[]
  private readonly pools: Record<'passport' | 'dotted' | 'twin' | 'plain', Person[]>
  private readonly households = new Map<number, Person[]>()

  constructor({ people, maker }: Register, seed: number) {
    this.dice = new Dice(seed, 901)
    this.maker = maker
    this.everybody = people
    this.pools = {
      passport: people.filter(({ surname, name }) => surname === '' && /[A-Za-z]/.test(name)),
      dotted: people.filter(({ surname, name }) => surname === '' && !/[A-Za-z]/.test(name)),
      twin: people.filter(({ twin }) => twin !== undefined),
      plain: people.filter(({ surname }) => surname !== ''),
    }
    for (const person of people) {
      const others = this.households.get(person.household)
      if (others === undefined) this.households.set(person.household, [person])
      else others.push(person)
    }
  }

  anyone(kind: keyof Cast['pools'] = 'plain'): Person {
    const pool = this.pools[kind]
    return this.dice.pick(pool.length > 0 ? pool : this.everybody)
  }

  householdOf({ household }: Person): readonly Person[] {
    return this.households.get(household) ?? []
  }

  anyAddress(): string {
    const { dice } = this
    return writtenAddress(dice, {
      compound: compoundName(dice.below(300)),
      building: dice.between(1, 30),
      unit: dice.between(1, 4),
      room: dice.between(1, 18) * 100 + dice.between(1, 4),
    })
  }
}
