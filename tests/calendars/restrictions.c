/* Reads iCalendar files with libical: prints what it could not parse and what breaks a restriction of RFC 5545 or
   5546, one line each. Ends with 1 where there was any. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc((size_t)size + 1, 1);
    if (text != NULL && fread(text, 1, (size_t)size, file) != (size_t)size) {
        free(text);
        text = NULL;
    }
    fclose(file);
    return text;
}

/* libical leaves its complaints in the tree as X-LIC-ERROR. */
static int complaints(icalcomponent *component, const char *path)
{
    int count = 0;
    for (icalproperty *one = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); one != NULL;
         one = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
        printf("%s: %s\n", path, icalproperty_get_xlicerror(one));
        count++;
    }
    for (icalcomponent *one = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); one != NULL;
         one = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
        count += complaints(one, path);
    }
    return count;
}

int main(int count, char **paths)
{
    int found = 0;
    int events = 0;
    for (int i = 1; i < count; i++) {
        char *text = read_all(paths[i]);
        icalcomponent *calendar = text == NULL ? NULL : icalparser_parse_string(text);
        if (calendar == NULL) {
            printf("%s: could not be read\n", paths[i]);
            found++;
        } else {
            icalrestriction_check(calendar);
            found += complaints(calendar, paths[i]);
            events += icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT);
            icalcomponent_free(calendar);
        }
        free(text);
    }
    printf("events %d\n", events);
    return found > 0;
}
