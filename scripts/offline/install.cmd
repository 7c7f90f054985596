@echo off
rem Offline installation for Windows. The messages come from install.py: this file holds no Chinese, because cmd.exe reads it in the console's own code page.
setlocal
cd /d "%~dp0"
for %%A in (python-*-embed-*.zip) do if not exist python\python.exe (
    mkdir python
    tar -xf "%%A" -C python || exit /b 2
)
if exist python\python.exe (
    python\python.exe -X utf8 install.py
    exit /b %errorlevel%
)
for %%P in ("py -3.13" "py -3.12" "py -3.11" "py -3" "python") do (
    %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && (
        %%~P -X utf8 install.py
        goto :done
    )
)
echo Python 3.11 or newer is needed. Install it, or use the bundle that has it inside.
exit /b 2
:done
exit /b %errorlevel%
