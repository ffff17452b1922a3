"""The zone's pipelines beside the tasks: each is one module that declares its type (docs/develop/add-a-type.md)."""
