//! Every command of the contract, and the use case behind it.

use contract::views::*;
use contract::{Handler, Nothing, Outcome, Problem, Task, Thing};
use domain::placement::Override;
use domain::{BusySource, Firm, Need, Provider, Room, Site, Topic};

use crate::state::App;
use crate::{calendars, clients, files, invitations, meetings, network, placement, planning, polls, workspace};

type Answer<T> = Result<Outcome<T>, Problem>;

impl Handler for App {
    async fn workspace_current(&self, _: Nothing, _: &Task) -> Answer<WorkspaceView> {
        Ok(workspace::current(self).await?.into())
    }
    async fn workspace_open(&self, request: PathRequest, _: &Task) -> Answer<WorkspaceView> {
        workspace::open_request(self, request).await
    }
    async fn workspace_empty(&self, request: PathRequest, _: &Task) -> Answer<WorkspaceView> {
        workspace::empty(self, request).await
    }
    async fn workspace_sample(&self, request: PathRequest, _: &Task) -> Answer<WorkspaceView> {
        workspace::with_sample(self, request).await
    }
    async fn workspace_backup(&self, request: PathRequest, _: &Task) -> Answer<Written> {
        workspace::backup(self, request).await
    }
    async fn settings_get(&self, _: Nothing, _: &Task) -> Answer<Settings> {
        Ok(workspace::settings(&mut self.read().await?).await?.into())
    }
    async fn settings_save(&self, request: Settings, _: &Task) -> Answer<Settings> {
        workspace::save_settings(self, request).await
    }
    async fn undo(&self, _: Nothing, _: &Task) -> Answer<Undone> {
        workspace::undo(self).await
    }
    async fn redo(&self, _: Nothing, _: &Task) -> Answer<Undone> {
        workspace::redo(self).await
    }
    async fn undo_names(&self, _: Nothing, _: &Task) -> Answer<UndoView> {
        Ok(workspace::undo_names(self).await?.into())
    }
    async fn task_cancel(&self, request: TaskRequest, _: &Task) -> Answer<Nothing> {
        let task = self.task(&request.task).ok_or(Problem::NotFound { what: Thing::Task, id: request.task })?;
        task.cancel();
        Ok(Nothing {}.into())
    }
    async fn task_stop(&self, request: TaskRequest, _: &Task) -> Answer<Nothing> {
        let task = self.task(&request.task).ok_or(Problem::NotFound { what: Thing::Task, id: request.task })?;
        task.stop();
        Ok(Nothing {}.into())
    }
    async fn today(&self, _: Nothing, _: &Task) -> Answer<TodayView> {
        Ok(workspace::today(self).await?.into())
    }
    async fn search(&self, request: SearchRequest, _: &Task) -> Answer<Vec<SearchHit>> {
        Ok(workspace::search(self, request).await?.into())
    }

    async fn clients_list(&self, request: ClientQuery, _: &Task) -> Answer<ClientPage> {
        Ok(clients::list(self, request).await?.into())
    }
    async fn clients_get(&self, request: IdRequest, _: &Task) -> Answer<ClientSheet> {
        Ok(clients::sheet(self, &request.id.into()).await?.into())
    }
    async fn clients_save(&self, request: ClientSave, _: &Task) -> Answer<ClientSheet> {
        clients::save(self, request).await
    }
    async fn clients_tag(&self, request: ClientsTag, _: &Task) -> Answer<Tagged> {
        clients::tag(self, request).await
    }
    async fn clients_delete(&self, request: IdsRequest, _: &Task) -> Answer<Nothing> {
        clients::delete(self, request).await
    }

    async fn matrix_points(&self, request: ClientQuery, _: &Task) -> Answer<MatrixView> {
        Ok(placement::points(self, request).await?.into())
    }
    async fn matrix_satellites(&self, request: IdRequest, _: &Task) -> Answer<SatellitesView> {
        Ok(placement::satellites(self, &request.id.into()).await?.into())
    }
    async fn placement_get(&self, request: PlacementRequest, _: &Task) -> Answer<PlacementView> {
        Ok(placement::view(self, &request).await?.into())
    }
    async fn placement_answer(&self, request: AnswersGiven, _: &Task) -> Answer<PlacementView> {
        placement::answer(self, request).await
    }
    async fn placement_choose(&self, request: ChooseRequest, _: &Task) -> Answer<Nothing> {
        placement::choose(self, request).await
    }
    async fn placement_release(&self, request: ReleaseRequest, _: &Task) -> Answer<Nothing> {
        placement::release(self, request).await
    }
    async fn placement_try(&self, request: TryRequest, _: &Task) -> Answer<TryView> {
        Ok(placement::try_answers(self, &request)?.into())
    }
    async fn override_save(&self, request: Override, _: &Task) -> Answer<Override> {
        placement::save_override(self, request).await
    }
    async fn override_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        placement::delete_override(self, &request.id.into()).await
    }

    async fn network_get(&self, _: Nothing, _: &Task) -> Answer<NetworkView> {
        Ok(network::view(self).await?.into())
    }
    async fn provider_save(&self, request: Provider, _: &Task) -> Answer<Provider> {
        network::save_provider(self, request).await
    }
    async fn provider_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        network::delete_provider(self, &request.id.into()).await
    }
    async fn firm_save(&self, request: Firm, _: &Task) -> Answer<Firm> {
        network::save_firm(self, request).await
    }
    async fn firm_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        network::delete_firm(self, &request.id.into()).await
    }
    async fn site_save(&self, request: Site, _: &Task) -> Answer<Site> {
        network::save_site(self, request).await
    }
    async fn site_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        network::delete_site(self, &request.id.into()).await
    }
    async fn room_save(&self, request: Room, _: &Task) -> Answer<Room> {
        network::save_room(self, request).await
    }
    async fn room_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        network::delete_room(self, &request.id.into()).await
    }
    async fn topic_save(&self, request: Topic, _: &Task) -> Answer<Topic> {
        network::save_topic(self, request).await
    }
    async fn topic_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        network::delete_topic(self, &request.id.into()).await
    }

    async fn needs_list(&self, request: NeedQuery, _: &Task) -> Answer<Vec<NeedRow>> {
        Ok(network::needs(self, &request).await?.into())
    }
    async fn need_save(&self, request: Need, _: &Task) -> Answer<Need> {
        network::save_need(self, request).await
    }
    async fn needs_add(&self, request: NeedsAdd, _: &Task) -> Answer<NeedsAdded> {
        network::add_needs(self, request).await
    }
    async fn need_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        network::delete_need(self, &request.id.into()).await
    }

    async fn calendar_get(&self, request: CalendarRequest, _: &Task) -> Answer<CalendarView> {
        Ok(meetings::calendar(self, request).await?.into())
    }
    async fn meeting_get(&self, request: IdRequest, _: &Task) -> Answer<MeetingSheet> {
        Ok(meetings::sheet(self, &request.id.into()).await?.into())
    }
    async fn meeting_save(&self, request: MeetingSave, _: &Task) -> Answer<MeetingSheet> {
        meetings::save(self, request).await
    }
    async fn meeting_move(&self, request: MeetingMove, _: &Task) -> Answer<MeetingSheet> {
        meetings::move_meeting(self, request).await
    }
    async fn meeting_probe(&self, request: Probe, _: &Task) -> Answer<Probed> {
        Ok(meetings::probe(self, request).await?.into())
    }
    async fn meeting_plan(&self, request: NeedPlan, _: &Task) -> Answer<MeetingSheet> {
        meetings::plan_need(self, request).await
    }
    async fn meeting_cancel(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        meetings::cancel(self, &request.id.into()).await
    }
    async fn meeting_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        meetings::delete(self, &request.id.into()).await
    }
    async fn meeting_lock(&self, request: LockRequest, _: &Task) -> Answer<MeetingSheet> {
        meetings::lock(self, request).await
    }

    async fn plan_make(&self, request: PlanRequest, task: &Task) -> Answer<DraftView> {
        planning::make(self, request, task).await
    }
    async fn plan_current(&self, _: Nothing, _: &Task) -> Answer<CurrentDraft> {
        Ok(planning::current(self).await?.into())
    }
    async fn plan_accept(&self, request: AcceptRequest, _: &Task) -> Answer<Accepted> {
        planning::accept(self, request).await
    }
    async fn plan_discard(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        planning::discard(self, &request.id.into()).await
    }
    async fn plan_why(&self, request: ProposalRequest, _: &Task) -> Answer<ProposalWhy> {
        Ok(planning::why(self, request).await?.into())
    }
    async fn plan_remedies(&self, request: LeftOutRequest, task: &Task) -> Answer<Vec<RemedyView>> {
        Ok(planning::remedies(self, request, task).await?.into())
    }
    async fn plan_compare(&self, request: CompareRequest, _: &Task) -> Answer<PlanComparison> {
        Ok(planning::compare(self, request).await?.into())
    }

    async fn import_look(&self, request: ImportLook, task: &Task) -> Answer<ImportPreview> {
        Ok(files::look(self, request, task).await?.into())
    }
    async fn import_clients(&self, request: ImportRequest, task: &Task) -> Answer<Imported> {
        files::import(self, request, task).await
    }
    async fn export_calendars(&self, request: ExportRequest, _: &Task) -> Answer<Exported> {
        Ok(files::export(self, request).await?.into())
    }

    async fn invitations_list(&self, request: InvitationQuery, _: &Task) -> Answer<InvitationList> {
        Ok(invitations::list(self, &request).await?.into())
    }
    async fn invitations_write(&self, request: InvitationsWrite, task: &Task) -> Answer<InvitationsWritten> {
        invitations::write(self, request, task).await
    }
    async fn replies_read(&self, request: RepliesRead, _: &Task) -> Answer<Vec<ReplyOutcome>> {
        invitations::read_replies(self, request).await
    }
    async fn reply_set(&self, request: ReplySet, _: &Task) -> Answer<InvitationRow> {
        invitations::set_reply(self, request).await
    }
    async fn proposal_settle(&self, request: ProposalSettle, _: &Task) -> Answer<MeetingSheet> {
        invitations::settle(self, request).await
    }
    async fn meeting_free(&self, request: FreeTimesRequest, _: &Task) -> Answer<Vec<FreeTime>> {
        Ok(meetings::free_times(self, &request).await?.into())
    }

    async fn polls_list(&self, _: Nothing, _: &Task) -> Answer<Vec<PollRow>> {
        Ok(polls::list(self).await?.into())
    }
    async fn poll_get(&self, request: IdRequest, _: &Task) -> Answer<PollView> {
        Ok(polls::view(self, &request.id.into()).await?.into())
    }
    async fn poll_save(&self, request: PollSave, _: &Task) -> Answer<PollView> {
        polls::save(self, request).await
    }
    async fn poll_write(&self, request: PollWrite, _: &Task) -> Answer<PollWritten> {
        polls::write(self, request).await
    }
    async fn poll_read(&self, request: RepliesRead, _: &Task) -> Answer<Vec<PollOutcome>> {
        polls::read(self, request).await
    }
    async fn poll_answer(&self, request: PollAnswerSet, _: &Task) -> Answer<PollView> {
        polls::answer(self, request).await
    }
    async fn poll_close(&self, request: PollClose, _: &Task) -> Answer<PollView> {
        polls::close(self, request).await
    }
    async fn poll_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        polls::delete(self, &request.id.into()).await
    }

    async fn calendars_get(&self, request: CalendarsRequest, _: &Task) -> Answer<CalendarsView> {
        Ok(calendars::view(self, &request).await?.into())
    }
    async fn source_save(&self, request: BusySource, task: &Task) -> Answer<Refreshed> {
        calendars::save_source(self, request, task).await
    }
    async fn source_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        calendars::delete_source(self, &request.id.into()).await
    }
    async fn sources_refresh(&self, request: SourcesRefresh, task: &Task) -> Answer<Refreshed> {
        calendars::refresh(self, request, task).await
    }
    async fn account_save(&self, request: AccountSave, _: &Task) -> Answer<AccountView> {
        calendars::save_account(self, request).await
    }
    async fn account_delete(&self, request: IdRequest, _: &Task) -> Answer<Nothing> {
        calendars::delete_account(self, &request.id.into()).await
    }
    async fn account_calendars(&self, request: IdRequest, _: &Task) -> Answer<Vec<ServerCalendar>> {
        Ok(calendars::server_calendars(self, &request.id.into()).await?.into())
    }
    async fn calendars_push(&self, request: PushRequest, task: &Task) -> Answer<Pushed> {
        calendars::push(self, request, task).await
    }
    async fn holidays_change(&self, request: HolidayChange, _: &Task) -> Answer<CalendarsView> {
        calendars::change_holidays(self, request).await
    }
}
