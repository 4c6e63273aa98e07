/*
 * Runs libyaml over one text and leaves everything it said in one result, so that a text costs its caller one call.
 *
 * The result is a value in the format of Python's `marshal`, whose loader makes the Python objects in C:
 *
 *   (kinds, values, marks, error)
 *
 * kinds   bytes, one for each event or token: its libyaml type, above that its libyaml style (see the SHIFTs), and for
 *         an event with an anchor or a tag PROPERTIES.
 * values  list, as long as kinds. What an item is depends on the kind; None where a kind carries nothing:
 *           stream start            encoding, int (yaml_encoding_t)
 *           event: document start   (implicit, (major, minor) or None, [(handle, prefix)] or None)
 *           event: document end     implicit
 *           event: alias            anchor
 *           event: scalar           value; with PROPERTIES (value, anchor, tag, plain_implicit, quoted_implicit)
 *           event: collection start None; with PROPERTIES (anchor, tag, implicit)
 *           token: directive        (major, minor) or (handle, prefix)
 *           token: alias, anchor    name
 *           token: tag              (handle, suffix)
 *           token: scalar           value
 *         Anchor and tag are None where there is none; implicit is 0 or 1.
 * marks   bytes: for each event or token the start's and the end's index, line and column, six native 32-bit numbers.
 * error   None, or where libyaml stopped before the end of the stream:
 *         (kind, context, context index, line, column, problem, problem index, line, column, offset, value);
 *         kind is yaml_error_type_t, and each mark and the last two are libyaml's, whether they mean something or not.
 *
 * Text is a str; where a tag's %-escapes are not UTF-8 it is the raw bytes, for Python to refuse as it would libyaml's.
 */

#include <yaml.h>

#define TOKEN_STYLE_SHIFT 5
#define EVENT_STYLE_SHIFT 4
#define PROPERTIES 0x80

#define EXPORT(name) __attribute__((export_name(name)))

/* Bytes that grow. `failed` is set where memory ran out; what is written after that is dropped. */
typedef struct {
    unsigned char *start;
    size_t length;
    size_t capacity;
} bytes_t;

static int failed;
static unsigned char *input;
static bytes_t kinds;
static bytes_t values;
static bytes_t marks;
static bytes_t result;

static unsigned char *
reserve(bytes_t *bytes, size_t length)
{
    if (bytes->capacity - bytes->length < length) {
        size_t capacity = bytes->capacity ? bytes->capacity : 4096;
        unsigned char *start;
        while (capacity - bytes->length < length) {
            if (capacity > (size_t)1 << 30) {
                failed = 1;
                return NULL;
            }
            capacity *= 2;
        }
        start = realloc(bytes->start, capacity);
        if (!start) {
            failed = 1;
            return NULL;
        }
        bytes->start = start;
        bytes->capacity = capacity;
    }
    bytes->length += length;
    return bytes->start + bytes->length - length;
}

static void
release(bytes_t *bytes)
{
    free(bytes->start);
    memset(bytes, 0, sizeof(*bytes));
}

static void
put_raw(bytes_t *bytes, const void *data, size_t length)
{
    unsigned char *at = reserve(bytes, length);
    if (at && length) memcpy(at, data, length);
}

static void
put_code(bytes_t *bytes, unsigned char code)
{
    unsigned char *at = reserve(bytes, 1);
    if (at) *at = code;
}

static void
put_sized(bytes_t *bytes, unsigned char code, const void *data, size_t length)
{
    unsigned int size = (unsigned int)length;
    put_code(bytes, code);
    put_raw(bytes, &size, 4);
    put_raw(bytes, data, length);
}

static void
put_int(bytes_t *bytes, int number)
{
    put_code(bytes, 'i');
    put_raw(bytes, &number, 4);
}

static void
put_none(bytes_t *bytes)
{
    put_code(bytes, 'N');
}

static void
put_tuple(bytes_t *bytes, unsigned char length)
{
    put_code(bytes, ')');
    put_code(bytes, length);
}

/* How text is written: 'a' ASCII, 'u' other UTF-8, 's' (bytes) what is not UTF-8 as Python's strict decoder has it. */
static unsigned char
text_code(const unsigned char *text, size_t length)
{
    unsigned char code = 'a';
    size_t i = 0;
    while (i < length) {
        unsigned char octet = text[i];
        size_t width = octet < 0x80 ? 1 : octet < 0xC2 ? 0 : octet < 0xE0 ? 2 : octet < 0xF0 ? 3 : octet < 0xF5 ? 4 : 0;
        size_t k;
        if (width == 1) {
            i++;
            continue;
        }
        if (!width || width > length - i) return 's';
        for (k = 1; k < width; k++)
            if ((text[i + k] & 0xC0) != 0x80) return 's';
        if ((octet == 0xE0 && text[i + 1] < 0xA0) || (octet == 0xED && text[i + 1] > 0x9F)
                || (octet == 0xF0 && text[i + 1] < 0x90) || (octet == 0xF4 && text[i + 1] > 0x8F))
            return 's';
        code = 'u';
        i += width;
    }
    return code;
}

static void
put_text(bytes_t *bytes, const void *text, size_t length)
{
    unsigned char code = text_code(text, length);
    if (code == 'a' && length < 256) {
        put_code(bytes, 'z');
        put_code(bytes, (unsigned char)length);
        put_raw(bytes, text, length);
    }
    else {
        put_sized(bytes, code, text, length);
    }
}

/* A C string; None where there is none. */
static void
put_string(bytes_t *bytes, const void *text)
{
    if (text) put_text(bytes, text, strlen(text));
    else put_none(bytes);
}

static void
put_pair(bytes_t *bytes, const void *first, const void *second)
{
    put_tuple(bytes, 2);
    put_string(bytes, first);
    put_string(bytes, second);
}

static void
put_version(bytes_t *bytes, int major, int minor)
{
    put_tuple(bytes, 2);
    put_int(bytes, major);
    put_int(bytes, minor);
}

static void
put_marks(const yaml_mark_t *start, const yaml_mark_t *end)
{
    unsigned int numbers[6] = { start->index, start->line, start->column, end->index, end->line, end->column };
    put_raw(&marks, numbers, sizeof(numbers));
}

static void
put_collection(unsigned char kind, int style, const yaml_char_t *anchor, const yaml_char_t *tag, int implicit)
{
    kind |= (unsigned char)(style << EVENT_STYLE_SHIFT);
    if (anchor || tag) {
        put_code(&kinds, kind | PROPERTIES);
        put_tuple(&values, 3);
        put_string(&values, anchor);
        put_string(&values, tag);
        put_int(&values, implicit);
    }
    else {
        put_code(&kinds, kind);
        put_none(&values);
    }
}

static void
put_event(const yaml_event_t *event)
{
    unsigned char kind = (unsigned char)event->type;
    put_marks(&event->start_mark, &event->end_mark);
    switch (event->type)
    {
        case YAML_STREAM_START_EVENT:
            put_code(&kinds, kind);
            put_int(&values, event->data.stream_start.encoding);
            break;
        case YAML_DOCUMENT_START_EVENT: {
            const yaml_version_directive_t *version = event->data.document_start.version_directive;
            const yaml_tag_directive_t *directive = event->data.document_start.tag_directives.start;
            const yaml_tag_directive_t *end = event->data.document_start.tag_directives.end;
            unsigned int count = (unsigned int)(end - directive);
            put_code(&kinds, kind);
            put_tuple(&values, 3);
            put_int(&values, event->data.document_start.implicit);
            if (version) put_version(&values, version->major, version->minor);
            else put_none(&values);
            if (directive) {
                put_code(&values, '[');
                put_raw(&values, &count, 4);
                for (; directive != end; directive++) put_pair(&values, directive->handle, directive->prefix);
            }
            else {
                put_none(&values);
            }
            break;
        }
        case YAML_DOCUMENT_END_EVENT:
            put_code(&kinds, kind);
            put_int(&values, event->data.document_end.implicit);
            break;
        case YAML_ALIAS_EVENT:
            put_code(&kinds, kind);
            put_string(&values, event->data.alias.anchor);
            break;
        case YAML_SCALAR_EVENT: {
            const yaml_char_t *anchor = event->data.scalar.anchor;
            const yaml_char_t *tag = event->data.scalar.tag;
            kind |= (unsigned char)(event->data.scalar.style << EVENT_STYLE_SHIFT);
            if (anchor || tag) {
                put_code(&kinds, kind | PROPERTIES);
                put_tuple(&values, 5);
                put_text(&values, event->data.scalar.value, event->data.scalar.length);
                put_string(&values, anchor);
                put_string(&values, tag);
                put_int(&values, event->data.scalar.plain_implicit);
                put_int(&values, event->data.scalar.quoted_implicit);
            }
            else {
                put_code(&kinds, kind);
                put_text(&values, event->data.scalar.value, event->data.scalar.length);
            }
            break;
        }
        case YAML_SEQUENCE_START_EVENT:
            put_collection(kind, event->data.sequence_start.style, event->data.sequence_start.anchor,
                    event->data.sequence_start.tag, event->data.sequence_start.implicit);
            break;
        case YAML_MAPPING_START_EVENT:
            put_collection(kind, event->data.mapping_start.style, event->data.mapping_start.anchor,
                    event->data.mapping_start.tag, event->data.mapping_start.implicit);
            break;
        default:
            put_code(&kinds, kind);
            put_none(&values);
    }
}

static void
put_token(const yaml_token_t *token)
{
    unsigned char kind = (unsigned char)token->type;
    put_marks(&token->start_mark, &token->end_mark);
    switch (token->type)
    {
        case YAML_STREAM_START_TOKEN:
            put_int(&values, token->data.stream_start.encoding);
            break;
        case YAML_VERSION_DIRECTIVE_TOKEN:
            put_version(&values, token->data.version_directive.major, token->data.version_directive.minor);
            break;
        case YAML_TAG_DIRECTIVE_TOKEN:
            put_pair(&values, token->data.tag_directive.handle, token->data.tag_directive.prefix);
            break;
        case YAML_ALIAS_TOKEN:
            put_string(&values, token->data.alias.value);
            break;
        case YAML_ANCHOR_TOKEN:
            put_string(&values, token->data.anchor.value);
            break;
        case YAML_TAG_TOKEN:
            put_pair(&values, token->data.tag.handle, token->data.tag.suffix);
            break;
        case YAML_SCALAR_TOKEN:
            kind |= (unsigned char)(token->data.scalar.style << TOKEN_STYLE_SHIFT);
            put_text(&values, token->data.scalar.value, token->data.scalar.length);
            break;
        default:
            put_none(&values);
    }
    put_code(&kinds, kind);
}

static int
parse_events(yaml_parser_t *parser)
{
    yaml_event_t event;
    do {
        if (!yaml_parser_parse(parser, &event)) return 0;
        if (event.type == YAML_NO_EVENT) return 1;
        put_event(&event);
        yaml_event_delete(&event);
    } while (!failed);
    return 1;
}

static int
scan_tokens(yaml_parser_t *parser)
{
    yaml_token_t token;
    do {
        if (!yaml_parser_scan(parser, &token)) return 0;
        if (token.type == YAML_NO_TOKEN) return 1;
        put_token(&token);
        yaml_token_delete(&token);
    } while (!failed);
    return 1;
}

static void
put_mark(bytes_t *bytes, const yaml_mark_t *mark)
{
    put_int(bytes, (int)mark->index);
    put_int(bytes, (int)mark->line);
    put_int(bytes, (int)mark->column);
}

static void
put_result(const yaml_parser_t *parser, int complete)
{
    unsigned int count = (unsigned int)kinds.length;
    put_tuple(&result, 4);
    put_sized(&result, 's', kinds.start, kinds.length);
    put_code(&result, '[');
    put_raw(&result, &count, 4);
    put_raw(&result, values.start, values.length);
    put_sized(&result, 's', marks.start, marks.length);
    if (complete) {
        put_none(&result);
    }
    else {
        put_tuple(&result, 11);
        put_int(&result, parser->error);
        put_string(&result, parser->context);
        put_mark(&result, &parser->context_mark);
        put_string(&result, parser->problem);
        put_mark(&result, &parser->problem_mark);
        put_int(&result, (int)parser->problem_offset);
        put_int(&result, parser->problem_value);
    }
}

/* Room for a text of this many bytes, for the caller to fill before `parse`; null where memory does not suffice. */
EXPORT("reserve_input") unsigned char *
reserve_input(size_t size)
{
    free(input);
    input = malloc(size ? size : 1);
    return input;
}

/*
 * Parses the text of this many bytes that was filled in; with `tokens` the scanner's tokens are the result, otherwise
 * the parser's events. The result is `result_start` and `result_size` until the next call. Returns 0 where memory ran
 * out, otherwise 1, also where the text has an error: that is part of the result.
 */
EXPORT("parse") int
parse(size_t size, int tokens)
{
    yaml_parser_t parser;
    failed = 0;
    kinds.length = values.length = marks.length = 0;
    release(&result);
    if (!yaml_parser_initialize(&parser)) return 0;
    yaml_parser_set_input_string(&parser, input, size);
    {
        int complete = tokens ? scan_tokens(&parser) : parse_events(&parser);
        if (!complete && parser.error == YAML_MEMORY_ERROR) failed = 1;
        if (!failed) put_result(&parser, complete);
    }
    yaml_parser_delete(&parser);
    free(input);
    input = NULL;
    return !failed;
}

EXPORT("result_start") const unsigned char *
result_start(void)
{
    return result.start;
}

EXPORT("result_size") size_t
result_size(void)
{
    return result.length;
}
