import { plural } from '../plural';

type Args = Record<string, string>;

/** What was done and, where it has one, the name of what it was done to. */
const to = (what: string) => (args: Args) => (args['name'] ? `${what} (${args['name']})` : what);
const many = (one: string, other: string) => (args: Args) => plural('es', Number(args['count'] ?? 0), one, other);

export const undo = {
  change: 'Cambio guardado',
  nothingToUndo: 'No hay nada que deshacer',
  nothingToRedo: 'No hay nada que rehacer',
  undone: (what: string) => `Deshecho: ${what}`,
  redone: (what: string) => `Rehecho: ${what}`,
  /** What each step of the log is called, by its kind. */
  steps: {
    sample_loaded: to('muestra cargada'),
    client_added: to('cliente añadido'),
    client_changed: to('cliente modificado'),
    client_deleted: to('cliente eliminado'),
    clients_deleted: many('cliente eliminado', 'clientes eliminados'),
    clients_imported: many('cliente importado', 'clientes importados'),
    clients_tagged: many('cliente etiquetado', 'clientes etiquetados'),
    questions_answered: to('cuestionario respondido'),
    placement_chosen: to('ubicación elegida a mano'),
    placement_released: to('ubicación calculada restaurada'),
    override_set: to('excepción añadida'),
    override_removed: to('excepción quitada'),
    provider_added: to('proveedor añadido'),
    provider_changed: to('proveedor modificado'),
    provider_deleted: to('proveedor eliminado'),
    firm_added: to('empresa añadida'),
    firm_changed: to('empresa modificada'),
    firm_deleted: to('empresa eliminada'),
    site_added: to('sede añadida'),
    site_changed: to('sede modificada'),
    site_deleted: to('sede eliminada'),
    room_added: to('sala añadida'),
    room_changed: to('sala modificada'),
    room_deleted: to('sala eliminada'),
    topic_added: to('tema añadido'),
    topic_changed: to('tema modificado'),
    topic_deleted: to('tema eliminado'),
    need_added: to('necesidad añadida'),
    needs_added: many('necesidad añadida', 'necesidades añadidas'),
    need_changed: to('necesidad modificada'),
    need_deleted: to('necesidad eliminada'),
    meeting_added: to('reunión añadida'),
    meeting_changed: to('reunión modificada'),
    meeting_moved: to('reunión movida'),
    meeting_cancelled: to('reunión cancelada'),
    meeting_deleted: to('reunión eliminada'),
    meeting_locked: to('bloqueo de la reunión cambiado'),
    draft_made: to('borrador de plan creado'),
    draft_accepted: many('reunión del plan aceptada', 'reuniones del plan aceptadas'),
    draft_discarded: to('borrador descartado'),
    settings_changed: to('ajustes modificados'),
  },
};
