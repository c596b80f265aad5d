import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { preferences } from '../../lib/preferences.svelte';
import { violationsIn } from '../../test-axe';
import { presetOf, presets, presetNames, rules, stepOf, usualWeights, weightText, type Rule } from './weights';
import WeightSliders from './WeightSliders.svelte';

describe('a weight in words', () => {
  it.each([
    [0, 'nada (0)', 'not at all (0)'],
    [1, 'poco (1)', 'a little (1)'],
    [2, 'poco (2)', 'a little (2)'],
    [3, 'normal (3)', 'normal (3)'],
    [5, 'normal (5)', 'normal (5)'],
    [6, 'mucho (6)', 'a lot (6)'],
    [12, 'muchísimo (12)', 'very much (12)'],
    [20, 'lo primero (20)', 'above all (20)'],
    [300, 'lo primero (300)', 'above all (300)'],
  ])('%i', (weight, es, en) => {
    expect(weightText(weight)).toBe(es);
    preferences.language = 'en';
    expect(weightText(weight)).toBe(en);
  });

  it('never goes down as the weight goes up', () => {
    const order = ['none', 'little', 'normal', 'much', 'most', 'first'];
    const steps = Array.from({ length: 21 }, (_, weight) => order.indexOf(stepOf(weight)));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(order.length);
  });
});

describe('the presets', () => {
  it.each(presetNames)('%s is known by its weights', (name) => expect(presetOf({ ...presets[name] })).toBe(name));
  it('are none of them once a weight is changed', () => expect(presetOf({ ...usualWeights, mix: 7 })).toBeUndefined());
  it('weigh most what they are named after', () => {
    const raised = (name: keyof typeof presets): Rule[] => rules.filter((rule) => presets[name][rule] > usualWeights[rule]);
    expect(raised('trips')).toEqual(['travel', 'days']);
    expect(raised('faces')).toEqual(['continuity']);
    expect(raised('soonest')).toEqual(['delay']);
  });
});

describe('the sliders', () => {
  const show = (weights: Record<Rule, number>): { told: Record<Rule, number>[]; container: HTMLElement } => {
    const told: Record<Rule, number>[] = [];
    const { container } = render(WeightSliders, { weights, onchange: (next: Record<Rule, number>) => told.push(next) });
    return { told, container };
  };

  it('say each rule, its weight in words, and what is usual', () => {
    show({ ...usualWeights, travel: 8 });
    const slider = screen.getByRole('slider', { name: 'Desplazamientos' });
    expect(slider).toHaveAttribute('aria-valuetext', 'mucho (8)');
    expect(slider).toHaveAccessibleDescription('Cada minuto de viaje');
    expect(within(slider.closest('li')!).getByText('Cambiado · Usual: 1')).toBeInTheDocument();
    expect(screen.getByText('Pesos propios')).toBeInTheDocument();
    expect(screen.getAllByRole('slider')).toHaveLength(rules.length);
  });

  it('tell all weights where one is moved, and reach a value set higher elsewhere', async () => {
    const { told } = show({ ...usualWeights, delay: 45 });
    expect(screen.getByRole('slider', { name: 'Espera' })).toHaveAttribute('max', '45');
    await fireEvent.input(screen.getByRole('slider', { name: 'Reparto del trabajo' }), { target: { value: '9' } });
    expect(told).toEqual([{ ...usualWeights, delay: 45, load: 9 }]);
  });

  it('are set all at once by a preset', async () => {
    const { told } = show({ ...usualWeights });
    expect(screen.getByRole('button', { name: 'Equilibrado' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'Menos viajes' }));
    expect(told).toEqual([presets.trips]);
  });

  it('pass axe in both languages', async () => {
    const { container } = show({ ...usualWeights, mix: 0 });
    expect(await violationsIn(container)).toEqual([]);
    preferences.language = 'en';
    expect(await screen.findByRole('slider', { name: 'Travel' })).toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
  });
});
