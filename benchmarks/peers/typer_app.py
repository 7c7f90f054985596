"""The smallest Typer app with one argument: what a help page costs anybody."""

import typer

app = typer.Typer()


@app.command()
def hello(name: str) -> None:
    """Say hello."""
    print(name)


app()
