/* Reads a calendar with libical, checks it against the restrictions of RFC 5545 and 5546, and prints each event:
 * uid, start, end, title, attendees, minutes of its alarms before it. Exit code 1 where libical finds anything wrong. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *content(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc((size_t)size + 1, 1);
    if (text && fread(text, 1, (size_t)size, file) != (size_t)size) {
        free(text);
        text = NULL;
    }
    fclose(file);
    return text;
}

static void complain(icalcomponent *component)
{
    icalproperty *fault = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
    for (; fault; fault = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        fprintf(stderr, "%s: %s\n", icalcomponent_kind_to_string(icalcomponent_isa(component)),
                icalproperty_get_xlicerror(fault));
    icalcomponent *child = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
    for (; child; child = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) complain(child);
}

static void instant(struct icaltimetype time)
{
    struct icaltimetype utc = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
    printf("\t%04d-%02d-%02dT%02d:%02d:%02dZ", utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second);
}

static void attendees(icalcomponent *event)
{
    const char *between = "";
    icalproperty *one = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
    for (; one; one = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
        printf("%s%s", between, icalproperty_get_attendee(one));
        between = " ";
    }
}

static void alarms(icalcomponent *event)
{
    const char *between = "";
    icalcomponent *alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT);
    for (; alarm; alarm = icalcomponent_get_next_component(event, ICAL_VALARM_COMPONENT)) {
        icalproperty *trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
        struct icaltriggertype before = icalproperty_get_trigger(trigger);
        printf("%s%d", between, -icaldurationtype_as_int(before.duration) / 60);
        between = " ";
    }
}

int main(int count, char **arguments)
{
    char *text = count == 2 ? content(arguments[1]) : NULL;
    icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
    if (!calendar) {
        fprintf(stderr, "no calendar\n");
        return 2;
    }
    int fits = icalrestriction_check(calendar);
    int faults = icalcomponent_count_errors(calendar);
    complain(calendar);
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        printf("%s", icalcomponent_get_uid(event));
        instant(icalcomponent_get_dtstart(event));
        instant(icalcomponent_get_dtend(event));
        printf("\t%s\t", icalcomponent_get_summary(event));
        attendees(event);
        printf("\t");
        alarms(event);
        printf("\n");
    }
    icalcomponent_free(calendar);
    free(text);
    return fits && faults == 0 ? 0 : 1;
}
