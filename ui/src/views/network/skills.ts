import type { SkillRow } from '../../lib/contract/generated/SkillRow';

export type SkillState = 'gap' | 'alone' | 'covered' | 'unasked';

/** How a skill stands: `gap` where a topic asks for what nobody has. */
export function skillState(skill: SkillRow): SkillState {
  if (skill.topics > 0 && skill.providers === 0) return 'gap';
  if (skill.topics === 0) return 'unasked';
  return skill.providers === 1 ? 'alone' : 'covered';
}
