"""Edit a text: apply changes to its fields and leave everything else as it is, to the byte."""

import json
from typing import NamedTuple

from digest.editing import block, flow
from digest.editing.nodes import Alias, Data, Mapping, Node, Scalar, Sequence, data_of
from digest.editing.splices import Splice, line_end_of, spliced
from digest.editing.steps import RemoveItem, SetItem, Step, after, next_renaming
from digest.editing.values import Group, in_flow, pair_in_flow
from digest.editing.yaml import CannotEditError, parse
from digest.model.reports.edit import AppendEntry, Change, Form, RemoveField, ReplaceNames, SetField
from digest.model.text.yaml_scalars import write_json, write_scalar


class Layout(NamedTuple):
    """A text to be edited, with its syntax tree. `root` is None if it has no fields yet."""

    text: str
    root: Mapping | None
    is_json: bool
    line_end: str

    @property
    def data(self) -> dict[str, Data]:
        """The values of its fields. JSON is read by Python, since two escapes may be one character. Raise `CannotEditError`."""
        if self.is_json:
            return _read_json(self.text)
        return {} if self.root is None else {pair.key.value: data_of(pair.value) for pair in self.root.pairs}


def _read_json(text: str) -> dict[str, Data]:
    """Return the values of a JSON object. Raise `CannotEditError`."""
    try:
        data = json.loads(text)
    except ValueError as problem:
        raise CannotEditError(f"it is not JSON: {problem}") from problem
    if not isinstance(data, dict):
        raise CannotEditError("it is not a JSON object")
    return data


def edit(text: str, changes: tuple[Change, ...], form: Form = "yaml", line_end: str = "\n") -> str:
    """Return the text after some changes to its fields, made in order. `line_end` is used if the text has no line end itself.

    After each step the text is read again. Raise `CannotEditError` if any field has another value than intended, so that a
    wrong text is never returned.
    """
    for change in changes:
        if isinstance(change, ReplaceNames):
            while step := next_renaming(_lay_out(text, form, line_end).data, change):
                text = _step(text, step, form, line_end)
        else:
            text = _step(text, change, form, line_end)
    return text


def _lay_out(text: str, form: Form, line_end: str) -> Layout:
    return Layout(text, parse(text, tabs=form == "json"), form == "json", line_end_of(text) or line_end)


def _step(text: str, step: Step, form: Form, line_end: str) -> str:
    layout = _lay_out(text, form, line_end)
    if isinstance(step, SetField) and not isinstance(step.value, str) and step.field in layout.data:
        text = _step(text, RemoveField(step.field), form, line_end)
        layout = _lay_out(text, form, line_end)
    edited = spliced(text, _splices(layout, step))
    _check(layout, step, edited, form)
    return edited


def _check(layout: Layout, step: Step, edited: str, form: Form) -> None:
    """Raise `CannotEditError` unless the edited text has exactly the values that it must have."""
    wanted = after(layout.data, step)
    try:
        found = _lay_out(edited, form, layout.line_end).data
    except CannotEditError as problem:
        raise CannotEditError(
            f"`{step.field}` is written in a way that digest cannot change; write it by hand"
        ) from problem
    if found != wanted or [name for name in found if name in layout.data] != [
        name for name in wanted if name in layout.data
    ]:
        others = [name for name in {**wanted, **found} if found.get(name) != wanted.get(name)]
        raise CannotEditError(
            f"after the change, {', '.join(f'`{name}`' for name in others)} would not say what is meant; write it by hand"
        )


def _splices(layout: Layout, step: Step) -> list[Splice]:
    match step:
        case SetField():
            return _set_field(layout, step)
        case RemoveField(field):
            return _remove_field(layout, field)
        case AppendEntry():
            return _append_entry(layout, step)
        case SetItem(field, position, text):
            return [_replaced(layout, field, _items(layout, field).items[position], text)]
        case RemoveItem(field, position):
            node = _items(layout, field)
            remove = flow.remove if node.flow else block.remove_item
            return remove(layout.text, node, position)


def _set_field(layout: Layout, step: SetField) -> list[Splice]:
    pair = layout.root.find(step.field) if layout.root else None
    if pair is not None and isinstance(step.value, str):
        return [_replaced(layout, step.field, pair.value, step.value)]
    return _add_field(layout, step.field, step.value)


def _add_field(layout: Layout, field: str, value: str | Group | list[Group]) -> list[Splice]:
    text, root, is_json, line_end = layout
    if root is None or not root.flow:
        return block.add_field(text, root, field, value, line_end)
    style = flow.style_of(text, root, line_end, is_json=is_json)
    written = pair_in_flow(field, value, style, flow.indentation_of(text, root))
    return flow.append(text, root, written)


def _remove_field(layout: Layout, field: str) -> list[Splice]:
    root = layout.root
    pair = root.find(field) if root else None
    if root is None or pair is None:
        return []
    if root.flow:
        return flow.remove(layout.text, root, root.pairs.index(pair))
    return block.remove_field(layout.text, root, pair)


def _append_entry(layout: Layout, step: AppendEntry) -> list[Splice]:
    text, root, is_json, line_end = layout
    pair = root.find(step.field) if root else None
    if root is None or pair is None:
        return _add_field(layout, step.field, [step.entry])
    node = pair.value
    if isinstance(node, Scalar) and node.is_null and not node.anchored:
        if not root.flow:
            return block.begin_list(text, root, pair, step.entry, line_end)
        style = flow.style_of(text, root, line_end, is_json=is_json)
        written = in_flow([step.entry], style, flow.indentation_of(text, root))
        return [Splice(node.start, node.end, written if node.end > node.start else f" {written}")]
    if not isinstance(node, Alias) and node.anchored:
        raise _shared(step.field)
    if not isinstance(node, Sequence):
        raise CannotEditError(f"`{step.field}` is no list of its own; write its entries below it, each with a dash")
    if not node.flow:
        return block.append_entry(text, node, step.entry, line_end)
    return flow.append(text, node, _entry_in_flow(layout, node, step.entry))


def _entry_in_flow(layout: Layout, node: Sequence, entry: Group) -> str:
    """Return an entry in the style of the last one of its list; for an empty list, in the style of the file's fields."""
    text, root, is_json, line_end = layout
    last = node.items[-1] if node.items else None
    model = last if isinstance(last, Mapping) else root if root and root.flow else node
    style = flow.style_of(text, model, line_end, is_json=is_json)
    if last is None:
        return in_flow(entry, style._replace(unit=""))
    indent = flow.indentation_of(text, node)
    unit = flow.indentation_of(text, root) if root and root.flow else ""
    return in_flow(entry, style._replace(unit=unit if is_json and flow.is_in_lines(text, last) else ""), indent)


def _replaced(layout: Layout, field: str, node: Node, new: str) -> Splice:
    """Return the splice that replaces a single value by a text."""
    if isinstance(node, Alias) or node.anchored:
        raise _shared(field)
    if not isinstance(node, Scalar):
        raise CannotEditError(f"`{field}` is not a single text; write it by hand")
    text, root, is_json, line_end = layout
    if is_json:
        written = write_json(new, ascii_only=text.isascii() and "\\u" in text)
    else:
        written = write_scalar(new, flow=_is_in_flow(root, field), style=node.style if node.style in {"'", '"'} else "")
    if block.is_in_block(node) and text[node.end - 1 : node.end] in {"\r", "\n"}:
        written += line_end
    return Splice(node.start, node.end, written if node.end > node.start else f" {written}")


def _shared(field: str) -> CannotEditError:
    message = f"`{field}` shares its value with another place (an anchor or an alias); write it out, then try again"
    return CannotEditError(message)


def _is_in_flow(root: Mapping | None, field: str) -> bool:
    pair = root.find(field) if root else None
    return (root is not None and root.flow) or (pair is not None and getattr(pair.value, "flow", False))


def _items(layout: Layout, field: str) -> Sequence:
    pair = layout.root.find(field) if layout.root else None
    if pair is None or not isinstance(pair.value, Sequence):
        raise CannotEditError(f"`{field}` is no list of its own; write it by hand")
    return pair.value
