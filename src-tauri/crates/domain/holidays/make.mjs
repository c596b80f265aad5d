// Makes holidays.tsv from the npm package date-holidays: how to run it stands in CONTRIBUTING.md.
//
// Public holidays only, of the countries where Cuadrante's users are; the autonomous communities of Spain beside. One
// line for each holiday of a country: code, Spanish name, English name, dates. The package's names are kept but where it
// has none in one of the two languages.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [modules] = process.argv.slice(2);
if (!modules) throw new Error('give the folder whose node_modules hold date-holidays');
const require = createRequire(resolve(modules, 'anything.js'));
const { default: Holidays } = await import(require.resolve('date-holidays'));
const { version } = require('date-holidays/package.json');

const COUNTRIES = [
  'AR', 'BO', 'BR', 'CL', 'CO', 'CR', 'CU', 'DO', 'EC', 'ES', 'GQ', 'GT', 'HN', 'MX', 'NI', 'PA', 'PE', 'PR', 'PT', 'PY',
  'SV', 'US', 'UY', 'VE',
];
const YEARS = [2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032];

// Names that the package has in one language only: [Spanish, English] by what it says.
const NAMES = {
  'Fiesta Nacional de España': ['Fiesta Nacional de España', 'National Day of Spain'],
  'Día de la Constitución Española': ['Día de la Constitución Española', 'Constitution Day'],
  'Día de Andalucía': ['Día de Andalucía', 'Day of Andalusia'],
  'Día de Aragón': ['Día de Aragón', 'Day of Aragon'],
  'Día de Asturias': ['Día de Asturias', 'Day of Asturias'],
  'Día de las Instituciones de Cantabria': ['Día de las Instituciones de Cantabria', 'Day of the Institutions of Cantabria'],
  'La Bien Aparecida': ['La Bien Aparecida', 'Our Lady of Bien Aparecida'],
  'Nuestra Señora de África': ['Nuestra Señora de África', 'Our Lady of Africa'],
  'Día de Ceuta': ['Día de Ceuta', 'Day of Ceuta'],
  'Fiesta de Castilla y León': ['Fiesta de Castilla y León', 'Day of Castile and León'],
  'Día de Castilla-La Mancha': ['Día de Castilla-La Mancha', 'Day of Castilla-La Mancha'],
  'San Juan': ['San Juan', 'St John’s Day'],
  'Dia de Cataluña': ['Día de Cataluña', 'National Day of Catalonia'],
  'San Esteban': ['San Esteban', 'St Stephen’s Day'],
  'Día de Extremadura': ['Día de Extremadura', 'Day of Extremadura'],
  'Día de las Letras Gallegas': ['Día de las Letras Gallegas', 'Galician Literature Day'],
  'Día Nacional de Galicia': ['Día Nacional de Galicia', 'National Day of Galicia'],
  'Día de les Illes Balears': ['Día de las Illes Balears', 'Day of the Balearic Islands'],
  'Día de la Comunidad de Madrid': ['Día de la Comunidad de Madrid', 'Day of the Community of Madrid'],
  'Fiesta del Eid Fitr': ['Fiesta del Eid Fitr', 'Eid al-Fitr'],
  'Santiago Apóstol': ['Santiago Apóstol', 'St James’s Day'],
  'Día de La Rioja': ['Día de La Rioja', 'Day of La Rioja'],
  'Gesta Heroica de Juan Santamaría': ['Gesta Heroica de Juan Santamaría', 'Juan Santamaría Day'],
  'Celebración del Divino Salvador del Mundo': ['Divino Salvador del Mundo', 'Feast of the Divine Saviour'],
  'Día de las Américas': ['Día de las Américas', 'Day of the Americas'],
  'Primer Grito de Independencia': ['Primer Grito de Independencia', 'First Cry of Independence'],
  'Presidential Inauguration': ['Toma de posesión presidencial', 'Presidential Inauguration'],
  'Implantação da República': ['Implantación de la República', 'Republic Day'],
  'Restauração da Independência': ['Restauración de la Independencia', 'Restoration of Independence'],
  'Dia da Consciência Negra': ['Día de la Conciencia Negra', 'Black Awareness Day'],
  'Dia da Liberdade': ['Día de la Libertad', 'Liberty Day'],
  'Dia de Eleição': ['Día de elecciones', 'Election Day'],
  'Dia de Portugal': ['Día de Portugal', 'Portugal Day'],
  'Dia de Tiradentes': ['Día de Tiradentes', 'Tiradentes’ Day'],
  'Nossa Senhora Aparecida': ['Nuestra Señora Aparecida', 'Our Lady of Aparecida'],
  'Proclamação da República': ['Proclamación de la República', 'Republic Day'],
  'La Asunción': ['La Ascensión', 'Ascension Day'],
  "Tiradentes' Day": ['Día de Tiradentes', 'Tiradentes’ Day'],
  Juneteenth: ['Día de la Emancipación (Juneteenth)', 'Juneteenth'],
  'La inmaculada concepción': ['La Inmaculada Concepción', 'Immaculate Conception'],
  'Sabado Santo': ['Sábado Santo', 'Holy Saturday'],
  'Dia de los héroes': ['Día de los Héroes', 'Heroes’ Day'],
};

function listed(country, region) {
  const places = region ? [country, region] : [country];
  const found = new Map();
  for (const year of YEARS) {
    const [es, en] = ['es', 'en'].map((language) =>
      new Holidays(...places).getHolidays(year, language).filter((day) => day.type === 'public'),
    );
    es.forEach((day, at) => {
      const date = day.date.slice(0, 10);
      // A holiday and the day off in its place may fall on one date: the holiday's own name is kept.
      if (!found.has(date) || (found.get(date).substitute && !day.substitute)) {
        const own = day.name.replace(/ \(.*\)$/, '');
        const suffix = (language) => (day.substitute ? ` (${language === 'es' ? 'día sustituto' : 'substitute day'})` : '');
        const [spanish, english] = NAMES[own] ?? [own, en[at].name.replace(/ \(.*\)$/, '')];
        found.set(date, {
          es: spanish + suffix('es'),
          en: english + suffix('en'),
          substitute: Boolean(day.substitute),
        });
      }
    });
  }
  return found;
}

const lines = [];
function write(code, days) {
  const dates = new Map();
  for (const [date, { es, en }] of [...days].sort()) {
    const key = `${code}\t${es}\t${en}`;
    dates.set(key, [...(dates.get(key) ?? []), date]);
  }
  for (const [key, list] of dates) lines.push(`${key}\t${list.join(' ')}`);
}

for (const country of COUNTRIES) {
  const national = listed(country);
  write(country, national);
  if (country !== 'ES') continue;
  for (const region of Object.keys(new Holidays('ES').getStates('ES')).sort()) {
    const own = [...listed('ES', region)].filter(([date]) => !national.has(date));
    write(`ES-${region}`, new Map(own));
  }
}
const head = `# date-holidays ${version}, ${YEARS[0]} to ${YEARS.at(-1)}, public holidays; see NOTICE.md for whose data it is\n`;
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), 'holidays.tsv'), `${head}${lines.join('\n')}\n`);
console.log(`${lines.length} holidays of date-holidays ${version}`);
